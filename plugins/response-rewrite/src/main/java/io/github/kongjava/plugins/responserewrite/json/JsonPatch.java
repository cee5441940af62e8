package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A JSON Patch (RFC 6902). Immutable. */
public final class JsonPatch implements Edit {

    private final List<Operation> operations = new ArrayList<>();

    /**
     * That patch.
     *
     * @throws IllegalArgumentException if it is none
     */
    public JsonPatch(JsonNode patch) {
        if (!patch.isArray()) {
            throw new IllegalArgumentException("a JSON Patch is an array of operations");
        }
        for (JsonNode operation : patch) {
            try {
                operations.add(Operation.of(operation));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("operation " + operations.size() + ": " + e.getMessage(), e);
            }
        }
    }

    /** What one operation does; the first place is the path's, the second from's. */
    private enum Op {
        ADD,
        REMOVE,
        REPLACE,
        MOVE,
        COPY,
        TEST
    }

    private record Operation(Op op, List<String> path, List<String> from, JsonNode value) {

        static Operation of(JsonNode operation) {
            Op op = switch (operation.path("op").asText()) {
                case "add" -> Op.ADD;
                case "remove" -> Op.REMOVE;
                case "replace" -> Op.REPLACE;
                case "move" -> Op.MOVE;
                case "copy" -> Op.COPY;
                case "test" -> Op.TEST;
                default ->
                    throw new IllegalArgumentException(
                            "an operation has an op of add, remove, replace, move, copy, test");
            };
            boolean two = op == Op.MOVE || op == Op.COPY;
            boolean valued = op == Op.ADD || op == Op.REPLACE || op == Op.TEST;
            if (valued && !operation.has("value")) {
                throw new IllegalArgumentException("add, replace and test have a value");
            }
            List<String> path = pointer(operation, "path");
            List<String> from = two ? pointer(operation, "from") : List.of();
            if (op == Op.MOVE
                    && from.size() < path.size()
                    && path.subList(0, from.size()).equals(from)) {
                throw new IllegalArgumentException("nothing can be moved into itself");
            }
            return new Operation(op, path, from, operation.path("value"));
        }

        private static List<String> pointer(JsonNode operation, String field) {
            if (!operation.path(field).isTextual()) {
                throw new IllegalArgumentException("an operation has a JSON pointer as " + field);
            }
            return Pointer.names(operation.get(field).textValue());
        }
    }

    /** All or nothing: after a patch that fails nobody gets the document. */
    @Override
    public void apply(Document document, Values values) throws UnusableBodyException {
        for (int i = 0; i < operations.size(); i++) {
            if (!apply(operations.get(i), document, values)) {
                throw new UnusableBodyException("operation " + i + " of the JSON Patch cannot be applied to the body");
            }
        }
    }

    private static boolean apply(Operation operation, Document document, Values values) throws UnusableBodyException {
        JsonNode value = operation.value();
        return switch (operation.op()) {
            case ADD -> add(document, operation.path(), value.deepCopy());
            case REMOVE -> remove(document, operation.path());
            case REPLACE -> replace(document, operation.path(), value.deepCopy());
            case TEST -> Json.equal(find(document, operation.path()), value);
            case COPY -> {
                JsonNode found = find(document, operation.from());
                yield !found.isMissingNode() && add(document, operation.path(), document.copy(found, values));
            }
            case MOVE -> {
                JsonNode found = find(document, operation.from());
                yield !found.isMissingNode()
                        && remove(document, operation.from())
                        && add(document, operation.path(), found);
            }
        };
    }

    private static JsonNode find(Document document, List<String> names) {
        JsonNode node = document.root();
        for (String name : names) {
            node = new Place(node, name).value().orElse(MissingNode.getInstance());
        }
        return node;
    }

    private static Place place(Document document, List<String> names) {
        if (names.isEmpty()) {
            return document.place();
        }
        int last = names.size() - 1;
        return new Place(find(document, names.subList(0, last)), names.get(last));
    }

    private static void put(Document document, Place place, JsonNode value) {
        if (!place.value().equals(Optional.of(value))) {
            place.put(value);
            document.touch();
        }
    }

    private static boolean replace(Document document, List<String> names, JsonNode value) {
        Place place = place(document, names);
        boolean there = place.value().isPresent();
        if (there) {
            put(document, place, value);
        }
        return there;
    }

    private static boolean remove(Document document, List<String> names) {
        Place place = place(document, names);
        boolean there = place.value().isPresent();
        if (there) {
            place.remove();
            document.touch();
        }
        return there;
    }

    private static boolean add(Document document, List<String> names, JsonNode value) {
        Place place = place(document, names);
        if (names.isEmpty() || place.parent().isObject() || place.isFree()) {
            put(document, place, value);
            return true;
        }
        OptionalInt index = Place.index(place.key());
        if (place.parent() instanceof ArrayNode array && index.isPresent() && index.getAsInt() < array.size()) {
            array.insert(index.getAsInt(), value);
            document.touch();
            return true;
        }
        return false;
    }
}
