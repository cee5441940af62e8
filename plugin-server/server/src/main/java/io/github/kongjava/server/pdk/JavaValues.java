package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns Lua values into Java's: one type of number, and one of empty table, as ProtoBuf does not tell them apart. */
final class JavaValues {

    /** The longest list with gaps; a gap costs nothing in Lua, but memory here. */
    private static final int MAX_GAPPED = 10_000;

    private JavaValues() {}

    static Optional<Object> optional(Value value) {
        return Optional.ofNullable(of(value));
    }

    static @Nullable Object of(Value value) {
        if (value instanceof Value.Text text) {
            return text.string();
        }
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        if (value instanceof Value.Real real) {
            return number(real.value());
        }
        if (value instanceof Value.Seq list) {
            return list(list);
        }
        if (value instanceof Value.Table table) {
            return table.entries().isEmpty() ? List.of() : map(table);
        }
        return null;
    }

    static Object number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= Arguments.MAX_WHOLE) {
            return (long) number;
        }
        return number;
    }

    static List<@Nullable Object> list(Value.Seq list) {
        List<@Nullable Object> items = new ArrayList<>(list.items().size());
        for (Value item : list.items()) {
            items.add(of(item));
        }
        return Collections.unmodifiableList(items);
    }

    static Map<String, @Nullable Object> map(Value.Table table) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        table.entries().forEach((key, value) -> map.put(key, of(value)));
        return Collections.unmodifiableMap(map);
    }

    /** A list that Lua keeps with gaps, which comes as a map from numbers; empty if it is no such list. */
    static Optional<List<@Nullable Object>> gapped(Value.Table table) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Map.Entry<String, Value> entry : table.entries().entrySet()) {
            int position = position(entry.getKey());
            if (position < 1 || position > MAX_GAPPED) {
                return Optional.empty();
            }
            while (items.size() < position) {
                items.add(null);
            }
            items.set(position - 1, of(entry.getValue()));
        }
        return Optional.of(Collections.unmodifiableList(items));
    }

    /** The number that a key stands for; -1 if it is none. */
    static int position(String key) {
        if (key.isEmpty() || key.length() > 6) {
            return -1;
        }
        int position = 0;
        for (int i = 0; i < key.length(); i++) {
            char digit = key.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            position = position * 10 + digit - '0';
        }
        return position;
    }
}
