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
        document.place().put(merged(document, document.root(), patch));
    }

    /** What becomes of the target, which is changed itself if it is an object. */
    private static JsonNode merged(Document document, JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.equals(target) ? target : touched(document, patch.deepCopy());
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object : touched(document, JsonNodeFactory.instance.objectNode());
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String name = change.getKey();
            if (!change.getValue().isNull()) {
                result.set(name, merged(document, result.path(name), change.getValue()));
            } else if (result.remove(name) != null) {
                document.touch();
            }
        }
        return result;
    }

    private static <T extends JsonNode> T touched(Document document, T value) {
        document.touch();
        return value;
    }
}
