package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into Lua's, and refuses what Lua or the protocol would silently change. */
final class LuaValues {

    /** Lists and maps inside one another; beyond it Kong's JSON and the protocols have limits of their own. */
    static final int DEPTH = 50;

    private final PdkFunction function;
    private final Protocol protocol;

    LuaValues(PdkFunction function, Protocol protocol) {
        this.function = function;
        this.protocol = protocol;
    }

    Value of(String name, @Nullable Object value) {
        return of(name, value, 0);
    }

    Value.Table table(String name, @Nullable Map<String, ?> map) {
        if (map == null) {
            throw Arguments.illegal(function, name, "is null");
        }
        return table(name, map, 0);
    }

    private Value of(String name, @Nullable Object value, int depth) {
        if (value instanceof String text) {
            return Value.text(text);
        }
        if (value instanceof byte[] bytes) {
            return new Value.Text(bytes.clone());
        }
        if (value instanceof Boolean bool) {
            return new Value.Bool(bool);
        }
        if (value instanceof Double || value instanceof Float) {
            return real(name, ((Number) value).doubleValue());
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long max = Arguments.MAX_WHOLE;
            return Arguments.within(function, name, ((Number) value).longValue(), -max, max);
        }
        if (value instanceof Map<?, ?> map) {
            return table(name, map, depth);
        }
        if (value instanceof Collection<?> items) {
            return list(name, items, depth);
        }
        throw Arguments.illegal(
                function,
                name,
                "is " + (value == null ? "null" : "a " + value.getClass().getName())
                        + ", not a String, byte[], number, boolean, collection or map");
    }

    private Value real(String name, double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw Arguments.illegal(function, name, "is " + number + ", which Kong cannot write as JSON");
        }
        return new Value.Real(number);
    }

    private Value list(String name, Collection<?> items, int depth) {
        deeper(name, depth);
        List<Value> values = new ArrayList<>(items.size());
        for (Object item : items) {
            String path = name + "[" + values.size() + "]";
            if (Boolean.FALSE.equals(item) && protocol == Protocol.PROTOBUF) {
                throw Arguments.illegal(function, path, "is false, where Kong's ProtoBuf protocol would end the list");
            }
            values.add(of(path, item, depth + 1));
        }
        return new Value.Seq(values);
    }

    private Value.Table table(String name, Map<?, ?> map, int depth) {
        deeper(name, depth);
        Map<String, Value> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String text)) {
                throw Arguments.illegal(function, name, "has a key that is no String");
            }
            entries.put(text, of(name + "." + text, value, depth + 1));
        });
        return new Value.Table(entries);
    }

    private void deeper(String name, int depth) {
        if (depth >= DEPTH) {
            throw Arguments.illegal(function, name, "is nested deeper than " + DEPTH);
        }
    }
}
