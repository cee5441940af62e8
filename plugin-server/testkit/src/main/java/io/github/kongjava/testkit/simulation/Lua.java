package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lua's view of values. */
final class Lua {

    private Lua() {}

    /** A table; an empty one is an empty list on the wire. */
    static Value table(Map<String, Value> entries) {
        return entries.isEmpty() ? new Value.Seq(List.of()) : new Value.Table(entries);
    }

    /** A value that went through a Lua table: a list with gaps is a map, an empty map a list, large numbers are doubles. */
    static Value stored(Value value) {
        if (value instanceof Value.Whole whole) {
            return Value.number((double) whole.value());
        }
        if (value instanceof Value.Table table) {
            Map<String, Value> entries = new LinkedHashMap<>();
            table.entries().forEach((key, item) -> put(entries, key, item));
            return table(entries);
        }
        if (value instanceof Value.Seq seq) {
            Map<String, Value> entries = new LinkedHashMap<>();
            for (int i = 0; i < seq.items().size(); i++) {
                put(entries, Integer.toString(i + 1), seq.items().get(i));
            }
            boolean gaps = entries.size() < seq.items().size();
            return gaps ? table(entries) : new Value.Seq(List.copyOf(entries.values()));
        }
        return value;
    }

    private static void put(Map<String, Value> entries, String key, Value item) {
        if (!(item instanceof Value.Nil)) {
            entries.put(key, stored(item));
        }
    }

    static Value number(double value) {
        return value == Math.rint(value) ? new Value.Whole((long) value) : new Value.Real(value);
    }

    static Value orNil(Optional<? extends Value> value) {
        return value.isPresent() ? value.get() : Value.NIL;
    }

    static Value textOrNil(Optional<String> text) {
        return orNil(text.map(ByteText::value));
    }

    static Value entityOrNil(Optional<Entity> entity) {
        return orNil(entity.map(Entity::attributes));
    }
}
