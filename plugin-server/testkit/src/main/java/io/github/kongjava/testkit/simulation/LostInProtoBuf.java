package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction.Argument;
import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Kong loses of a {@code google.protobuf.Value}: {@code false} is nil in Lua, and an empty list an empty table. */
final class LostInProtoBuf {

    private LostInProtoBuf() {}

    /** The arguments as Kong's Lua code gets them. */
    static List<Value> arguments(PdkCall call) {
        Argument type = call.function().argument().orElse(Argument.EMPTY);
        boolean typed =
                type != Argument.KV && type != Argument.LIST && type != Argument.STRUCT && type != Argument.EXIT;
        return typed
                ? call.arguments()
                : call.arguments().stream().map(LostInProtoBuf::value).toList();
    }

    private static Value value(Value value) {
        if (value instanceof Value.Bool bool && !bool.value()) {
            return Value.NIL;
        }
        if (value instanceof Value.Table table) {
            Map<String, Value> entries = new LinkedHashMap<>();
            table.entries().forEach((key, item) -> entries.put(key, value(item)));
            entries.values().removeIf(Value.Nil.class::isInstance);
            return new Value.Table(entries);
        }
        if (value instanceof Value.Seq seq) {
            return seq.items().isEmpty()
                    ? new Value.Table(Map.of())
                    : new Value.Seq(
                            seq.items().stream().map(LostInProtoBuf::value).toList());
        }
        return value;
    }
}
