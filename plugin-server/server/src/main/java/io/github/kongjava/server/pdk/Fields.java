package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a table that Kong answered; a missing one is nil, which ProtoBuf does not tell from "", 0 and false. */
record Fields(PdkFunction function, Map<String, Value> entries) {

    /** The fields of the answer; none if it is nil or an empty table. */
    static Fields of(PdkFunction function, Value answer) {
        if (answer instanceof Value.Table table) {
            return new Fields(function, table.entries());
        }
        if (answer instanceof Value.Nil
                || (answer instanceof Value.Seq list && list.items().isEmpty())) {
            return new Fields(function, Map.of());
        }
        throw Replies.unexpected(function, "a table", answer);
    }

    Value value(String name) {
        return entries.getOrDefault(name, Value.NIL);
    }

    String text(String name) {
        return Replies.text(function, value(name));
    }

    Optional<String> optionalText(String name) {
        return Replies.octets(function, value(name)).map(Value::string);
    }

    long whole(String name) {
        return Replies.whole(function, value(name));
    }

    int number(String name) {
        return Replies.integer(function, value(name));
    }

    boolean flag(String name) {
        return Replies.bool(function, value(name));
    }

    Optional<Instant> seconds(String name) {
        double seconds = Replies.number(function, value(name));
        return seconds == 0 ? Optional.empty() : Optional.of(Replies.time(seconds * 1000));
    }

    Fields table(String name) {
        return of(function, value(name));
    }

    List<Value> list(String name) {
        Value value = value(name);
        if (value instanceof Value.Seq list) {
            return list.items();
        }
        if (value instanceof Value.Nil
                || (value instanceof Value.Table table && table.entries().isEmpty())) {
            return List.of();
        }
        throw Replies.unexpected(function, "a list", value);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Value value : list(name)) {
            texts.add(Replies.text(function, value));
        }
        return List.copyOf(texts);
    }
}
