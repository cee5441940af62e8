package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.Map;

/** A JSON Merge Patch (RFC 7396). Immutable. */
public final class MergePatch implements Edit {

    private final JsonNode patch;

    /** That patch. */
    public MergePatch(JsonNode patch) {
        this.patch = patch.deepCopy();
    }

    @Override
    public void apply(Document document, Values values) {
        JsonNode before = document.root();
        JsonNode after = merged(before.deepCopy(), patch);
        if (!after.equals(before)) {
            document.replace(after);
        }
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        ObjectNode result = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                JsonNode present = result.get(change.getKey());
                JsonNode from = present == null ? JsonNodeFactory.instance.objectNode() : present;
                result.set(change.getKey(), merged(from, change.getValue()));
            }
        }
        return result;
    }
}
