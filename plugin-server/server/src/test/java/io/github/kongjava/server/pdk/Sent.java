package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a call means to Kong: numbers as headers are texts, a log's parts are one text, and missing ends are empty. */
record Sent(PdkFunction function, List<Object> arguments) {

    static Sent of(PdkCall call) {
        return of(call.function(), call.arguments());
    }

    static Sent of(PdkFunction function, List<Value> arguments) {
        boolean texts = function.path().matches("kong\\.(log|response|service\\.request)\\..*");
        List<Object> meanings = new ArrayList<>();
        arguments.forEach(argument -> meanings.add(meaning(argument, texts)));
        if (function.path().matches("kong\\.log\\.[a-z]+") && !meanings.isEmpty()) {
            return new Sent(
                    function,
                    List.of(String.join(
                                    "", meanings.stream().map(String::valueOf).toList())
                            .replace("\n", "\\n")));
        }
        while (!meanings.isEmpty() && isEmpty(meanings.get(meanings.size() - 1))) {
            meanings.remove(meanings.size() - 1);
        }
        return new Sent(function, meanings);
    }

    private static boolean isEmpty(Object meaning) {
        return meaning.equals("") || meaning.equals("nil") || meaning.equals(Map.of()) || meaning.equals(List.of());
    }

    private static Object meaning(Value value, boolean texts) {
        if (value instanceof Value.Text text) {
            return text.string();
        }
        if (value instanceof Value.Seq list) {
            return list.items().stream().map(item -> meaning(item, texts)).toList();
        }
        if (value instanceof Value.Table table) {
            Map<String, Object> entries = new TreeMap<>();
            table.entries().forEach((key, item) -> entries.put(key, meaning(item, texts)));
            return entries;
        }
        if (value instanceof Value.Nil) {
            return "nil";
        }
        return texts ? String.valueOf(JavaValues.of(value)) : value;
    }
}
