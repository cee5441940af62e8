package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Headers and queries as Kong sends them. MsgPack has a list for each name, and an empty one for a flag; ProtoBuf has a text,
 * a list of several, or {@code true} for a flag. Among several values a flag is {@code true} in both.
 */
final class MultiValues {

    private MultiValues() {}

    static Headers headers(PdkFunction function, Value answer) {
        Headers.Builder headers = Headers.builder();
        each(function, answer, (name, value) -> {
            if (value instanceof Value.Text text) {
                headers.add(name, text.bytes());
            } else {
                headers.add(name, "");
            }
        });
        return headers.build();
    }

    static Query query(PdkFunction function, Value answer) {
        Query.Builder query = Query.builder();
        each(function, answer, (name, value) -> {
            if (value instanceof Value.Text text) {
                query.add(name, text.bytes());
            } else {
                query.flag(name);
            }
        });
        return query.build();
    }

    /** A query as ProtoBuf and MsgPack take it alike. */
    static Value.Table table(Query query) {
        Map<String, Value> entries = new LinkedHashMap<>();
        query.asMap().forEach((name, values) -> {
            List<Value> items = new ArrayList<>(values.size());
            for (Object value : values) {
                items.add(value instanceof byte[] bytes ? new Value.Text(bytes) : new Value.Bool(true));
            }
            entries.put(name, items.size() == 1 ? items.get(0) : new Value.Seq(items));
        });
        return new Value.Table(entries);
    }

    private static void each(PdkFunction function, Value answer, Entry sink) {
        if (answer instanceof Value.Table table) {
            table.entries().forEach((name, value) -> each(name, value, sink));
        } else if (!(answer instanceof Value.Nil
                || (answer instanceof Value.Seq list && list.items().isEmpty()))) {
            throw Replies.unexpected(function, "a table", answer);
        }
    }

    private static void each(String name, Value value, Entry sink) {
        if (value instanceof Value.Seq list && !list.items().isEmpty()) {
            list.items().forEach(item -> sink.accept(name, item));
        } else {
            sink.accept(name, value);
        }
    }

    @FunctionalInterface
    private interface Entry {
        void accept(String name, Value value);
    }
}
