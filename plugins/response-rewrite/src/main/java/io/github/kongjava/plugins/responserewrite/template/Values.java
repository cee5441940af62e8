package io.github.kongjava.plugins.responserewrite.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.util.Optional;

/** What placeholders stand for in one response. */
public interface Values {

    /**
     * The value as text; empty if there is none.
     *
     * @throws UnusableBodyException if the values of the response become too large
     */
    Optional<String> text(Placeholder placeholder) throws UnusableBodyException;

    /**
     * The value as JSON, which is nobody else's; null if there is none.
     *
     * @throws UnusableBodyException if the values of the response become too large
     */
    JsonNode json(Placeholder placeholder) throws UnusableBodyException;

    /**
     * Counts what is put into the body besides values.
     *
     * @param characters how long it is, about
     * @throws UnusableBodyException if all together becomes too large
     */
    void spend(long characters) throws UnusableBodyException;
}
