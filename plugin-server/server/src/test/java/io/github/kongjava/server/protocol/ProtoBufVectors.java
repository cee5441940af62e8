package io.github.kongjava.server.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.server.protocol.Value.Nil;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The probe's reading of ProtoBuf messages, as values. */
final class ProtoBufVectors {

    private ProtoBufVectors() {}

    static Value reply(PdkFunction function, JsonNode message) {
        return switch (function.reply().orElseThrow()) {
            case EMPTY -> Value.NIL;
            case STRING, BYTE_STRING, INT, NUMBER, BOOL -> Vectors.value(message.path("v"));
            case VALUE -> value(message);
            case STRUCT -> struct(message);
            case RAW_BODY -> rawBody(message);
            case URI_CAPTURES -> captures(message);
            default -> message.isEmpty() ? Value.NIL : Vectors.value(message);
        };
    }

    private static Value rawBody(JsonNode message) {
        if (message.has("content")) {
            return Vectors.value(message.get("content"));
        }
        return message.isEmpty() ? Value.NIL : Vectors.value(message);
    }

    private static Value captures(JsonNode message) {
        if (message.isEmpty()) {
            return Value.NIL;
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        entries.put("unnamed", message.has("unnamed") ? Vectors.value(message.get("unnamed")) : new Seq(List.of()));
        entries.put("named", message.has("named") ? Vectors.value(message.get("named")) : new Table(Map.of()));
        return new Table(entries);
    }

    private static Value value(JsonNode node) {
        if (node.has("struct_value")) {
            return struct(node.get("struct_value"));
        }
        if (node.has("list_value")) {
            List<Value> items = new ArrayList<>();
            node.get("list_value").path("values").forEach(item -> items.add(value(item)));
            return new Seq(items);
        }
        if (node.isEmpty() || node.has("null_value")) {
            return Value.NIL;
        }
        return Vectors.value(node.elements().next());
    }

    private static Table struct(JsonNode node) {
        Map<String, Value> entries = new LinkedHashMap<>();
        node.path("fields").properties().forEach(field -> entries.put(field.getKey(), value(field.getValue())));
        return new Table(entries);
    }

    /** We leave nils out of maps, where the probe wrote null_value. */
    static Value withoutNilEntries(Value value) {
        if (value instanceof Seq seq) {
            return new Seq(
                    seq.items().stream().map(ProtoBufVectors::withoutNilEntries).toList());
        }
        if (value instanceof Table table) {
            Map<String, Value> entries = new LinkedHashMap<>();
            table.entries().forEach((key, entry) -> {
                if (!(entry instanceof Nil)) {
                    entries.put(key, withoutNilEntries(entry));
                }
            });
            return new Table(entries);
        }
        return value;
    }
}
