package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.ArrayList;
import java.util.List;
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
        patch.forEach(operation -> operations.add(Operation.of(operation)));
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

    /** All or nothing: a patch that fails leaves the document as it was. */
    @Override
    public void apply(Document document, Values values) throws UnusableBodyException {
        Document patched = new Document(document.root().deepCopy());
        for (int i = 0; i < operations.size(); i++) {
            if (!apply(operations.get(i), patched)) {
                throw new UnusableBodyException("operation " + i + " of the JSON Patch cannot be applied to the body");
            }
        }
        if (!patched.root().equals(document.root())) {
            document.replace(patched.root());
        }
    }

    private static boolean apply(Operation operation, Document document) {
        JsonNode value = operation.value();
        return switch (operation.op()) {
            case ADD -> add(document, operation.path(), value.deepCopy());
            case REMOVE -> remove(document, operation.path());
            case REPLACE -> replace(document, operation.path(), value.deepCopy());
            case TEST -> Json.equal(find(document, operation.path()), value);
            case COPY -> {
                JsonNode found = find(document, operation.from());
                yield !found.isMissingNode() && add(document, operation.path(), found.deepCopy());
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

    private static boolean replace(Document document, List<String> names, JsonNode value) {
        Place place = place(document, names);
        boolean there = place.value().isPresent();
        if (there) {
            place.put(value);
        }
        return there;
    }

    private static boolean remove(Document document, List<String> names) {
        Place place = place(document, names);
        boolean there = place.value().isPresent();
        place.remove();
        return there;
    }

    private static boolean add(Document document, List<String> names, JsonNode value) {
        if (names.isEmpty()) {
            document.replace(value);
            return true;
        }
        Place place = place(document, names);
        if (place.parent().isObject() || place.isFree()) {
            place.put(value);
            return true;
        }
        OptionalInt index = Place.index(place.key());
        if (place.parent() instanceof ArrayNode array && index.isPresent() && index.getAsInt() < array.size()) {
            array.insert(index.getAsInt(), value);
            return true;
        }
        return false;
    }
}
