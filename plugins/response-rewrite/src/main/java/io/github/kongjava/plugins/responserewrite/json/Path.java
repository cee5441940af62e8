package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON pointer in which {@code *} stands for every member or element. Immutable.
 *
 * @param names the names on the way
 */
public record Path(List<String> names) {

    static final String EVERY = "*";

    /** RFC 6901, 6: the pointer to the whole document as a fragment. Kong takes an empty text in a configuration for none. */
    private static final String WHOLE = "#";

    /**
     * The path that a pointer means.
     *
     * @throws IllegalArgumentException if it is no pointer
     */
    public static Path of(String pointer) {
        return new Path(pointer.equals(WHOLE) ? List.of() : Pointer.names(pointer));
    }

    /** The places in a document, of elements of an array the last one first, so that they may be removed one by one. */
    public List<Place> in(Document document) {
        List<Place> places = new ArrayList<>();
        List<String> all = new ArrayList<>(names);
        all.add(0, Document.ROOT);
        collect(document.holder(), all, places);
        return places;
    }

    private static void collect(JsonNode node, List<String> rest, List<Place> places) {
        for (String key : keys(node, rest.get(0))) {
            Place place = new Place(node, key);
            if (rest.size() == 1) {
                places.add(place);
            } else {
                place.value().ifPresent(value -> collect(value, rest.subList(1, rest.size()), places));
            }
        }
    }

    private static List<String> keys(JsonNode node, String name) {
        if (!node.isContainerNode()) {
            return List.of();
        }
        if (!name.equals(EVERY)) {
            return List.of(name);
        }
        List<String> keys = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(keys::add);
        } else if (node instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                keys.add(Integer.toString(i));
            }
        }
        return keys;
    }
}
