package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Header lines in their order, as nginx keeps them. Not thread safe. */
public final class Headers {

    private final List<Header> lines = new ArrayList<>();

    /** Without lines. */
    public Headers() {}

    /** With a copy of the lines. */
    public Headers(List<Header> lines) {
        this.lines.addAll(lines);
    }

    /** The lines now. */
    public List<Header> lines() {
        return List.copyOf(lines);
    }

    /** The first value, found as Kong does: without regard to case, {@code -} and {@code _} being one. */
    public Optional<String> first(String name) {
        String wanted = loose(name);
        return lines.stream()
                .filter(line -> loose(line.name()).equals(wanted))
                .map(Header::value)
                .findFirst();
    }

    /** All values of the name in any case, {@code _} being itself. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** Puts the values in place of all lines of that name. */
    public void set(String name, List<String> values) {
        clear(name);
        values.forEach(value -> add(name, value));
    }

    /** Puts the value in place of all lines of that name. */
    public void set(String name, String value) {
        set(name, List.of(value));
    }

    /** Adds a line. */
    public void add(String name, String value) {
        lines.add(new Header(name, value));
    }

    /** Takes all lines of the name in any case away; {@code X_A} stays when {@code X-A} goes. */
    public void clear(String name) {
        lines.removeIf(line -> line.name().equalsIgnoreCase(name));
    }

    /** The multi map of the first lines, with lower-case names. */
    Value.Table multiMap(int limit) {
        Map<String, List<Value>> map = new LinkedHashMap<>();
        lines.stream()
                .limit(limit)
                .forEach(line -> map.computeIfAbsent(line.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(ByteText.value(line.value())));
        return MultiMaps.value(map);
    }

    private static String loose(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
