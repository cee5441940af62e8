package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.UriCaptures;
import io.github.kongjava.server.protocol.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Captures as Kong sends them: in ProtoBuf a list from group 1 to the first group that is missing, in MsgPack a map from
 * numbers, of which 0 is the whole match.
 */
final class Captures {

    private Captures() {}

    static UriCaptures of(Fields captures) {
        return new UriCaptures(unnamed(captures), named(captures.table("named")));
    }

    private static SortedMap<Integer, String> unnamed(Fields captures) {
        SortedMap<Integer, String> groups = new TreeMap<>();
        if (captures.value("unnamed") instanceof Value.Table table) {
            table.entries().forEach((key, value) -> {
                int number = JavaValues.position(key);
                if (number > 0) {
                    groups.put(number, Replies.text(captures.function(), value));
                }
            });
        } else {
            List<String> texts = captures.texts("unnamed");
            for (int i = 0; i < texts.size(); i++) {
                groups.put(i + 1, texts.get(i));
            }
        }
        return groups;
    }

    private static Map<String, String> named(Fields named) {
        Map<String, String> groups = new HashMap<>();
        named.entries().keySet().forEach(name -> groups.put(name, named.text(name)));
        return groups;
    }
}
