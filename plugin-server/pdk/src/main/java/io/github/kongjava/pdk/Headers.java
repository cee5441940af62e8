package io.github.kongjava.pdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP headers: names, each with one or more values in their order. Upper and lower case of names are the same; {@code -}
 * and {@code _} are not, unlike in {@link Request#header(String)}. Values are bytes; as text they are read as UTF-8 if they
 * are UTF-8, and else as ISO-8859-1.
 *
 * <p>Immutable.
 */
public final class Headers {

    /** No headers. */
    public static final Headers EMPTY = new Headers(Map.of());

    private final Map<String, Entry> entries;

    private record Entry(String name, List<Octets> values) {}

    private Headers(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** One header. */
    public static Headers of(String name, String value) {
        return builder().add(name, value).build();
    }

    /**
     * The headers of a map, whose values are {@link String}s, {@code byte[]}s, numbers, booleans, or collections of these. An
     * empty collection is no header.
     *
     * @throws IllegalArgumentException for any other value
     */
    public static Headers of(Map<String, ?> headers) {
        Builder builder = builder();
        headers.forEach((name, value) -> {
            if (value instanceof Collection<?> values) {
                values.forEach(each -> builder.add(name, Octets.of("header", name, each)));
            } else {
                builder.add(name, Octets.of("header", name, value));
            }
        });
        return builder.build();
    }

    /** For headers of several values. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The names, as they were written, each once. */
    public List<String> names() {
        return entries.values().stream().map(Entry::name).toList();
    }

    /** Whether there is a header of the name. */
    public boolean contains(String name) {
        return entries.containsKey(key(name));
    }

    /** The first value of a header. */
    public Optional<String> first(String name) {
        return values(name).stream().findFirst().map(Octets::text);
    }

    /** The bytes of the first value of a header. */
    public Optional<byte[]> firstBytes(String name) {
        return values(name).stream().findFirst().map(Octets::bytes);
    }

    /** All values of a header, in their order; none if there is no such header. */
    public List<String> all(String name) {
        return values(name).stream().map(Octets::text).toList();
    }

    /** The bytes of all values of a header, in their order. */
    public List<byte[]> allBytes(String name) {
        return values(name).stream().map(Octets::bytes).toList();
    }

    /** The values by name, as the names were written. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        entries.values().forEach(entry -> map.put(entry.name(), all(entry.name())));
        return Collections.unmodifiableMap(map);
    }

    private List<Octets> values(String name) {
        Entry entry = entries.get(key(name));
        return entry == null ? List.of() : entry.values();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Equal if the names, regardless of case, and the values are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && byKey().equals(headers.byKey());
    }

    @Override
    public int hashCode() {
        return byKey().hashCode();
    }

    private Map<String, List<Octets>> byKey() {
        Map<String, List<Octets>> map = new LinkedHashMap<>();
        entries.forEach((key, entry) -> map.put(key, entry.values()));
        return map;
    }

    /** The names alone: values may be secrets. */
    @Override
    public String toString() {
        return "Headers" + names();
    }

    /** Puts headers together. Not thread safe. */
    public static final class Builder {

        private final Map<String, Entry> entries = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a value. */
        public Builder add(String name, String value) {
            return add(name, Octets.of(value));
        }

        /** Adds a value of bytes that need not be UTF-8. */
        public Builder add(String name, byte[] value) {
            return add(name, Octets.of(value));
        }

        private Builder add(String name, Octets value) {
            entries.computeIfAbsent(key(name), key -> new Entry(name, new ArrayList<>()))
                    .values()
                    .add(value);
            return this;
        }

        /** The headers so far. */
        public Headers build() {
            Map<String, Entry> copy = new LinkedHashMap<>();
            entries.forEach((key, entry) -> copy.put(key, new Entry(entry.name(), List.copyOf(entry.values()))));
            return new Headers(copy);
        }
    }
}
