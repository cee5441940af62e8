package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Query strings as nginx-lua reads and writes them. */
final class Query {

    private static final Value FLAG = new Value.Bool(true);

    private Query() {}

    /** The first arguments; a flag without value is {@code true}, arguments without name are left out. */
    static Map<String, List<Value>> parse(String raw, int limit) {
        Map<String, List<Value>> map = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return map;
        }
        int seen = 0;
        for (String argument : raw.split("&", -1)) {
            int equals = argument.indexOf('=');
            String name = unescape(equals < 0 ? argument : argument.substring(0, equals));
            if (name.isEmpty()) {
                continue;
            }
            if (++seen > limit) {
                break;
            }
            map.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(equals < 0 ? FLAG : ByteText.value(unescape(argument.substring(equals + 1))));
        }
        return map;
    }

    /** The multi map of the wire, in which a single flag is an empty list. */
    static Value.Table multiMap(String raw, int limit) {
        Map<String, List<Value>> map = parse(raw, limit);
        map.replaceAll((name, values) -> values.equals(List.of(FLAG)) ? List.of() : values);
        return MultiMaps.value(map);
    }

    /** The first value of an argument; {@code true} for a flag. */
    static Optional<Value> first(String raw, String name) {
        return Optional.ofNullable(parse(raw, 100).get(name)).map(values -> values.get(0));
    }

    /** What a form of Kong's own shape looks like: single values bare, several as a list. */
    static Value.Table form(String raw, int limit) {
        Map<String, Value> entries = new LinkedHashMap<>();
        parse(raw, limit)
                .forEach((name, values) ->
                        entries.put(name, values.size() == 1 ? values.get(0) : new Value.Seq(List.copyOf(values))));
        return new Value.Table(entries);
    }

    /** Arguments as Kong encodes them: in the order of their names. */
    static String encode(Value.Table table) {
        return new TreeMap<>(table.entries())
                .entrySet().stream()
                        .flatMap(entry -> encode(utf8(entry.getKey()), entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** The query without the arguments of that name, the others as they were. */
    static String without(String raw, String name) {
        return Stream.of(raw.split("&", -1))
                .filter(argument -> !unescape(argument.split("=", 2)[0]).equals(name))
                .collect(Collectors.joining("&"));
    }

    static String unescape(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int code = c == '%' ? Escapes.code(text, i) : -1;
            if (code >= 0) {
                result.append((char) code);
                i += 2;
            } else {
                result.append(c == '+' ? ' ' : c);
            }
        }
        return result.toString();
    }

    private static Stream<String> encode(String name, Value value) {
        if (value instanceof Value.Seq seq) {
            return seq.items().stream().flatMap(item -> encode(name, item));
        }
        if (value instanceof Value.Table table) {
            return table.entries().values().stream().flatMap(item -> encode(name, item));
        }
        if (value instanceof Value.Bool bool) {
            return bool.value() ? Stream.of(Escapes.component(name)) : Stream.empty();
        }
        return Stream.of(Escapes.component(name) + "=" + Escapes.component(Arguments.tostring(value)));
    }

    private static String utf8(String key) {
        return ByteText.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
