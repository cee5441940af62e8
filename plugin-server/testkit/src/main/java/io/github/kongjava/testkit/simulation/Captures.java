package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
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

    Value value() {
        Map<String, Value> result = new LinkedHashMap<>();
        Map<String, Value> numbered = new LinkedHashMap<>();
        for (int i = 0; i < unnamed.size(); i++) {
            String key = Integer.toString(i);
            unnamed.get(i).ifPresent(text -> numbered.put(key, ByteText.value(text)));
        }
        Map<String, Value> byName = new LinkedHashMap<>();
        named.forEach((name, text) -> byName.put(name, ByteText.value(text)));
        result.put("unnamed", Lua.table(numbered));
        result.put("named", Lua.table(byName));
        return new Value.Table(result);
    }
}
