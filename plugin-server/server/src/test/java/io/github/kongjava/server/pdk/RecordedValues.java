package io.github.kongjava.server.pdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of recorded calls as values; the README beside the recordings describes their JSON. */
final class RecordedValues {

    private RecordedValues() {}

    static List<Value> list(JsonNode json) {
        List<Value> values = new ArrayList<>();
        json.forEach(item -> values.add(value(item)));
        return values;
    }

    static Value value(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> Value.text(json.asText());
            case BOOLEAN -> new Value.Bool(json.asBoolean());
            case NUMBER -> json.isIntegralNumber() ? new Value.Whole(json.asLong()) : new Value.Real(json.asDouble());
            case ARRAY -> new Value.Seq(list(json));
            case OBJECT -> object(json);
            default -> Value.NIL;
        };
    }

    private static Value object(JsonNode json) {
        if (json.size() == 1 && json.has("hex")) {
            return new Value.Text(HexFormat.of().parseHex(json.get("hex").asText()));
        }
        return json.size() == 1 && json.has("utf8")
                ? Value.text(json.get("utf8").asText())
                : table(json);
    }

    private static Value.Table table(JsonNode json) {
        Map<String, Value> entries = new LinkedHashMap<>();
        json.properties().forEach(field -> entries.put(field.getKey(), value(field.getValue())));
        return new Value.Table(entries);
    }
}
