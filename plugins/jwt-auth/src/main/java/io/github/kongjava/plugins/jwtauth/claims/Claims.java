package io.github.kongjava.plugins.jwtauth.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The claims of a verified token. Immutable, thread safe. */
public final class Claims {

    /** The end of the year 9999; who counts milliseconds by mistake is beyond it. */
    private static final double LATEST = 253_402_300_799d;

    private final ObjectNode root;

    /** Over a copy of a JSON object. */
    public Claims(ObjectNode root) {
        this.root = root.deepCopy();
    }

    /** A claim that is a text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(root.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** A claim that is a NumericDate (RFC 7519, 2), to the millisecond; empty also for what is no time of this era. */
    public Optional<Instant> time(String name) {
        JsonNode value = root.path(name);
        double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
        // Written so that NaN fails.
        return seconds >= 0 && seconds <= LATEST
                ? Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)))
                : Optional.empty();
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

    /**
     * The texts at a path: of a list all that are texts, of a text itself; none of anything else.
     */
    public List<String> texts(String path) {
        JsonNode found = at(root, path);
        if (found.isTextual()) {
            return List.of(found.textValue());
        }
        List<String> texts = new ArrayList<>();
        if (found.isArray()) {
            found.forEach(element -> {
                if (element.isTextual()) {
                    texts.add(element.textValue());
                }
            });
        }
        return texts;
    }

    /** Texts, numbers and booleans at a path, as text: of a list all of these, of one itself; none of anything else. */
    public List<String> values(String path) {
        JsonNode found = at(root, path);
        List<String> values = new ArrayList<>();
        for (JsonNode value : found.isArray() ? found : List.of(found)) {
            if (value.isValueNode() && !value.isNull()) {
                values.add(value.asText());
            }
        }
        return values;
    }

    /** Whether something other than null stands at a path. */
    public boolean present(String path) {
        JsonNode found = at(root, path);
        return !found.isMissingNode() && !found.isNull();
    }

    /** A claim as it is, to be looked at and not changed; a missing node if there is none. */
    JsonNode claim(String name) {
        return root.path(name);
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
