package io.github.kongjava.plugins.jwtauth.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The claims of a verified token. Immutable, thread safe. */
public final class Claims {

    private final ObjectNode root;

    /** Over a copy of a JSON object. */
    public Claims(ObjectNode root) {
        this.root = root.deepCopy();
    }

    /** A claim that is a text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(root.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** Whether there is a claim of the name, null included. */
    public boolean has(String name) {
        return root.has(name);
    }

    /**
     * What stands at a path: names with dots between them. A name that has dots itself is preferred to a path, at each level.
     */
    public Optional<JsonNode> at(String path) {
        JsonNode found = at(root, path);
        return found.isMissingNode() ? Optional.empty() : Optional.of(found.deepCopy());
    }

    private static JsonNode at(JsonNode node, String path) {
        JsonNode whole = node.path(path);
        for (int dot = path.indexOf('.'); whole.isMissingNode() && dot >= 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode inner = node.path(path.substring(0, dot));
            whole = inner.isObject() ? at(inner, path.substring(dot + 1)) : MissingNode.getInstance();
        }
        return whole;
    }

    /** The number of claims alone: they say who someone is. */
    @Override
    public String toString() {
        return "Claims[" + root.size() + "]";
    }
}
