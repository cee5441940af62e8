package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
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
