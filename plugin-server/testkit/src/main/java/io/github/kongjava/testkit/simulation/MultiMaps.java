package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Multi-valued maps in the form that MsgPack has them: each entry is a list. */
final class MultiMaps {

    private MultiMaps() {}

    static Value.Table value(Map<String, List<Value>> map) {
        Map<String, Value> entries = new LinkedHashMap<>();
        map.forEach((name, values) -> entries.put(name, new Value.Seq(List.copyOf(values))));
        return new Value.Table(entries);
    }
}
