package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a route's regular expression caught. Texts have one character a byte.
 *
 * @param unnamed by number; 0 is the whole match; a group that took no part is empty
 * @param named by name
 */
public record Captures(List<Optional<String>> unnamed, Map<String, String> named) {

    /** Of a route without regular expression. */
    public static Captures none() {
        return new Captures(List.of(), Map.of());
    }

    /** ProtoBuf has no element 0, and ends at the first gap. */
    Value protoBuf() {
        List<Value> numbered = new ArrayList<>();
        for (int i = 1; i < unnamed.size() && unnamed.get(i).isPresent(); i++) {
            numbered.add(ByteText.value(unnamed.get(i).get()));
        }
        return new Value.Table(Map.of("unnamed", new Value.Seq(numbered), "named", new Value.Table(byName())));
    }

    Value value() {
        Map<String, Value> result = new LinkedHashMap<>();
        Map<String, Value> numbered = new LinkedHashMap<>();
        for (int i = 0; i < unnamed.size(); i++) {
            String key = Integer.toString(i);
            unnamed.get(i).ifPresent(text -> numbered.put(key, ByteText.value(text)));
        }
        result.put("unnamed", Lua.table(numbered));
        result.put("named", Lua.table(byName()));
        return new Value.Table(result);
    }

    private Map<String, Value> byName() {
        Map<String, Value> entries = new LinkedHashMap<>();
        named.forEach((name, text) -> entries.put(name, ByteText.value(text)));
        return entries;
    }
}
