package io.github.kongjava.plugins.responserewrite.template;

import io.github.kongjava.plugins.responserewrite.json.Pointer;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What stands between <code>${</code> and <code>}</code>. Immutable.
 *
 * @param source where the value comes from
 * @param name which one it is; empty for a source with one value
 */
public record Placeholder(Source source, String name) {

    /** Where a value comes from. */
    public enum Source {
        /** The client's method. */
        METHOD("request.method", false),
        /** The path of the request. */
        PATH("request.path", false),
        /** A header of the request. */
        REQUEST_HEADER("request.header.", true),
        /** An argument of the query. */
        QUERY("request.query.", true),
        /** The upstream's status. */
        STATUS("response.status", false),
        /** A header of the upstream's. */
        RESPONSE_HEADER("response.header.", true),
        /** What stands in the upstream's JSON body, by a JSON pointer. */
        RESPONSE_BODY("response.body:", true),
        /** The consumer's username. */
        CONSUMER_USERNAME("consumer.username", false),
        /** The consumer's id. */
        CONSUMER_ID("consumer.id", false),
        /** A text in {@code kong.ctx.shared}. */
        CONTEXT("ctx.", true);

        private final String text;
        private final boolean named;

        Source(String text, boolean named) {
            this.text = text;
            this.named = named;
        }

        private boolean takes(String placeholder) {
            return named ? placeholder.startsWith(text) : placeholder.equals(text);
        }
    }

    /**
     * The placeholder.
     *
     * @throws IllegalArgumentException if there is no such one
     */
    static Placeholder of(String text) {
        Source source = Arrays.stream(Source.values())
                .filter(each -> each.takes(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("${" + text + "} is not one of "
                        + Arrays.stream(Source.values())
                                .map(each -> "${" + each.text + (each.named ? "…}" : "}"))
                                .collect(Collectors.joining(", "))));
        String name = text.substring(source.text.length());
        if (source == Source.RESPONSE_BODY) {
            Pointer.names(name);
        } else if (source.named && name.isEmpty()) {
            throw new IllegalArgumentException("${" + text + "} lacks a name");
        }
        return new Placeholder(source, name);
    }
}
