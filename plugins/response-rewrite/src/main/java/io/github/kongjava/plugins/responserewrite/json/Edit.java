package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.template.Values;

/** One change of a document. Immutable. */
@FunctionalInterface
public interface Edit {

    /**
     * Changes the document.
     *
     * @param values what placeholders stand for
     * @throws UnusableBodyException if it cannot be changed so
     */
    void apply(Document document, Values values) throws UnusableBodyException;

    /** Puts what the template gives where nothing is. */
    static Edit add(Path path, ValueTemplate template) {
        return (document, values) -> {
            for (Place place : path.in(document)) {
                if (place.value().isEmpty() && place.isFree()) {
                    place.put(template.render(values));
                    document.touch();
                }
            }
        };
    }

    /** Puts what the template gives where something is. */
    static Edit replace(Path path, ValueTemplate template) {
        return (document, values) -> {
            for (Place place : path.in(document)) {
                if (place.value().isPresent()) {
                    place.put(template.render(values));
                    document.touch();
                }
            }
        };
    }

    /** Removes what is there. */
    static Edit remove(Path path) {
        return (document, values) -> {
            for (Place place : path.in(document)) {
                if (place.value().isPresent()) {
                    place.remove();
                    document.touch();
                }
            }
        };
    }

    /** Gives members another name. */
    static Edit rename(Path path, String name) {
        return (document, values) -> {
            for (Place place : path.in(document)) {
                if (place.parent().isObject()
                        && place.value().isPresent()
                        && !place.key().equals(name)) {
                    JsonNode value = place.value().get();
                    place.remove();
                    new Place(place.parent(), name).put(value);
                    document.touch();
                }
            }
        };
    }

    /** Appends what the template gives to arrays, and makes arrays of other things. */
    static Edit append(Path path, ValueTemplate template) {
        return (document, values) -> {
            for (Place place : path.in(document)) {
                if (place.value().isPresent() || place.isFree()) {
                    Arrays.append(place, template.render(values));
                    document.touch();
                }
            }
        };
    }

    /** What gives a value. */
    @FunctionalInterface
    interface ValueTemplate {

        /**
         * The value, which belongs to the caller.
         *
         * @throws UnusableBodyException if the values of the response become too large
         */
        JsonNode render(Values values) throws UnusableBodyException;
    }
}
