package io.github.kongjava.plugins.responserewrite.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.json.Edit;
import io.github.kongjava.plugins.responserewrite.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON document in whose texts placeholders stand. It is a document before the values come, so no value can break out of its
 * text. A text that is one placeholder and nothing else becomes the JSON value of it. Immutable.
 */
public final class JsonTemplate implements Edit.ValueTemplate {

    private final Part root;
    private final boolean usesBody;
    private final int length;

    private interface Part {
        JsonNode render(Values values) throws UnusableBodyException;
    }

    /**
     * Of that document.
     *
     * @throws IllegalArgumentException if it is not one, or has what is no placeholder
     */
    public JsonTemplate(String json) {
        length = json.length();
        try {
            JsonNode document = Json.read(json);
            root = part(document);
            usesBody = usesBody(document);
        } catch (UnusableBodyException e) {
            throw new IllegalArgumentException("not JSON; texts and placeholders stand in double quotes", e);
        }
    }

    private static Part part(JsonNode node) {
        if (node.isTextual()) {
            return text(new TextTemplate(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            return object(object);
        }
        return node instanceof ArrayNode array ? array(array) : values -> node.deepCopy();
    }

    private static Part text(TextTemplate text) {
        return text.sole()
                .<Part>map(placeholder -> values -> values.json(placeholder))
                .orElse(values -> JsonNodeFactory.instance.textNode(text.render(values, value -> value)));
    }

    private static Part object(ObjectNode object) {
        Map<String, Part> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), part(member.getValue())));
        return values -> {
            ObjectNode rendered = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Part> member : members.entrySet()) {
                rendered.set(member.getKey(), member.getValue().render(values));
            }
            return rendered;
        };
    }

    private static Part array(ArrayNode array) {
        List<Part> elements = array.valueStream().map(JsonTemplate::part).toList();
        return values -> {
            ArrayNode rendered = JsonNodeFactory.instance.arrayNode();
            for (Part element : elements) {
                rendered.add(element.render(values));
            }
            return rendered;
        };
    }

    private static boolean usesBody(JsonNode node) {
        return node.isTextual()
                ? new TextTemplate(node.textValue()).uses(Placeholder.Source.RESPONSE_BODY)
                : node.valueStream().anyMatch(JsonTemplate::usesBody);
    }

    /** Whether it has values of the upstream's body. */
    public boolean usesBody() {
        return usesBody;
    }

    @Override
    public JsonNode render(Values values) throws UnusableBodyException {
        values.spend(length);
        return root.render(values);
    }
}
