package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Arrays that grow. */
final class Arrays {

    private Arrays() {}

    static void append(Place place, JsonNode value) {
        JsonNode present = place.value().orElse(null);
        if (present instanceof ArrayNode array) {
            array.add(value);
            return;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (present != null) {
            array.add(present);
        }
        place.put(array.add(value));
    }
}
