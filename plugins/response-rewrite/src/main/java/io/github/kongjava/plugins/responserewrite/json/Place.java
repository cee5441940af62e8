package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place in a document, where something stands or could stand.
 *
 * @param parent the object or array
 * @param key the member's name or the element's index
 */
public record Place(JsonNode parent, String key) {

    private static final int LONGEST_INDEX = 9;

    /** What stands there. */
    public Optional<JsonNode> value() {
        if (parent instanceof ObjectNode object) {
            return Optional.ofNullable(object.get(key));
        }
        OptionalInt index = index(key);
        return index.isPresent() ? Optional.ofNullable(parent.get(index.getAsInt())) : Optional.empty();
    }

    /** Puts something there, instead of what stands there or, in an array, at its end. */
    public void put(JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.set(key, value);
        } else if (parent instanceof ArrayNode array) {
            OptionalInt index = index(key);
            if (index.isPresent() && index.getAsInt() < array.size()) {
                array.set(index.getAsInt(), value);
            } else {
                array.add(value);
            }
        }
    }

    /** Whether something can be put there: a member, or an element behind the last one. */
    public boolean isFree() {
        if (parent instanceof ObjectNode object) {
            return !object.has(key);
        }
        return parent.isArray() && (key.equals("-") || index(key).equals(OptionalInt.of(parent.size())));
    }

    /** Removes what stands there. */
    public void remove() {
        if (parent instanceof ObjectNode object) {
            object.remove(key);
        } else if (parent instanceof ArrayNode array) {
            index(key).ifPresent(array::remove);
        }
    }

    /** The index that a name means. */
    static OptionalInt index(String name) {
        boolean digits = !name.isEmpty()
                && name.length() <= LONGEST_INDEX
                && name.chars().allMatch(c -> c >= '0' && c <= '9')
                && (name.length() == 1 || name.charAt(0) != '0');
        return digits ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }
}
