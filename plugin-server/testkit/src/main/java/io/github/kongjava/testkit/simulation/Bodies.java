package io.github.kongjava.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies as values, for the content types that Kong reads and writes. Multipart is not simulated: it is nil. */
final class Bodies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    static Value read(String type, byte[] body, int limit) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (plain.startsWith("application/x-www-form-urlencoded")) {
            return Lua.table(Query.form(ByteText.of(body), limit).entries());
        }
        return plain.startsWith("application/json") ? json(body) : Value.NIL;
    }

    static byte[] write(Value.Table table, String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (plain.startsWith("application/x-www-form-urlencoded")) {
            return ByteText.bytes(Query.encode(table));
        }
        if (plain.startsWith("application/json")) {
            return toJson(table);
        }
        throw new LuaError("unsupported content type " + type);
    }

    static byte[] toJson(Value value) {
        try {
            return JSON.writeValueAsBytes(plain(value));
        } catch (IOException e) {
            throw new LuaError("cannot encode JSON: " + e.getMessage());
        }
    }

    private static Value json(byte[] body) {
        try {
            return body.length == 0 ? Value.NIL : value(JSON.readTree(body));
        } catch (IOException e) {
            return Value.NIL; // as Kong: nil and an error text, which is lost on the wire
        }
    }

    /** JSON as a value. */
    static Value value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Value> entries = new LinkedHashMap<>();
            node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
            return Lua.table(entries);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return new Value.Seq(items);
        }
        if (node.isNumber()) {
            return Lua.number(node.doubleValue());
        }
        if (node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        return node.isTextual() ? Value.text(node.textValue()) : Value.NIL;
    }

    @Nullable
    private static Object plain(Value value) {
        if (value instanceof Value.Table table) {
            Map<String, Object> map = new LinkedHashMap<>();
            table.entries().forEach((key, entry) -> map.put(key, plainOrNull(entry)));
            return map;
        }
        if (value instanceof Value.Seq seq) {
            return seq.items().stream().map(Bodies::plainOrNull).toList();
        }
        if (value instanceof Value.Text text) {
            return text.string();
        }
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        if (value instanceof Value.Real real) {
            return real.value();
        }
        return value instanceof Value.Bool bool ? bool.value() : null;
    }

    private static Object plainOrNull(Value value) {
        Object plain = plain(value);
        return plain == null ? JSON.nullNode() : plain;
    }
}
