package io.github.kongjava.pdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a query: names, each with one or more values in their order, percent-decoded. Upper and lower case
 * differ. An argument without a value, {@code ?debug}, is a <em>flag</em>: its value is "", and {@link #isFlag} tells it from
 * {@code ?debug=}. Values are bytes; as text they are read as UTF-8 if they are UTF-8, and else as ISO-8859-1.
 *
 * <p>Immutable.
 */
public final class Query {

    /** No arguments. */
    public static final Query EMPTY = new Query(Map.of());

    private final Map<String, List<Argument>> arguments;

    private record Argument(Octets value, boolean flag) {
        static final Argument FLAG = new Argument(Octets.of(""), true);
    }

    private Query(Map<String, List<Argument>> arguments) {
        this.arguments = arguments;
    }

    /** One argument. */
    public static Query of(String name, String value) {
        return builder().add(name, value).build();
    }

    /**
     * The arguments of a map, whose values are {@link String}s, {@code byte[]}s, numbers, {@code true} for a flag, {@code
     * false} for nothing, or collections of these.
     *
     * @throws IllegalArgumentException for any other value
     */
    public static Query of(Map<String, ?> query) {
        Builder builder = builder();
        query.forEach((name, value) -> {
            if (value instanceof Collection<?> values) {
                values.forEach(each -> builder.addAny(name, each));
            } else {
                builder.addAny(name, value);
            }
        });
        return builder.build();
    }

    /** For a query of several arguments. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are no arguments. */
    public boolean isEmpty() {
        return arguments.isEmpty();
    }

    /** The names, each once. */
    public List<String> names() {
        return List.copyOf(arguments.keySet());
    }

    /** Whether there is an argument of the name, with or without value. */
    public boolean contains(String name) {
        return arguments.containsKey(name);
    }

    /** Whether the argument comes without a value, at least once. */
    public boolean isFlag(String name) {
        return values(name).stream().anyMatch(Argument::flag);
    }

    /** The first value of an argument; "" for a flag. */
    public Optional<String> first(String name) {
        return values(name).stream()
                .findFirst()
                .map(argument -> argument.value().text());
    }

    /** The bytes of the first value of an argument. */
    public Optional<byte[]> firstBytes(String name) {
        return values(name).stream()
                .findFirst()
                .map(argument -> argument.value().bytes());
    }

    /** All values of an argument, in their order; "" for a flag, and none if there is no such argument. */
    public List<String> all(String name) {
        return values(name).stream().map(argument -> argument.value().text()).toList();
    }

    /** The bytes of all values of an argument, in their order. */
    public List<byte[]> allBytes(String name) {
        return values(name).stream().map(argument -> argument.value().bytes()).toList();
    }

    /** The values by name as a map that {@link #of(Map)} takes: lists of {@code byte[]}, and {@code true} for flags. */
    public Map<String, List<Object>> asMap() {
        Map<String, List<Object>> map = new LinkedHashMap<>();
        arguments.forEach((name, values) ->
                map.put(name, values.stream().map(Query::plain).toList()));
        return map;
    }

    private static Object plain(Argument argument) {
        if (argument.flag()) {
            return true;
        }
        return argument.value().bytes();
    }

    private List<Argument> values(String name) {
        return arguments.getOrDefault(name, List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query query && arguments.equals(query.arguments);
    }

    @Override
    public int hashCode() {
        return arguments.hashCode();
    }

    /** The names alone: values may be secrets. */
    @Override
    public String toString() {
        return "Query" + names();
    }

    /** Puts a query together. Not thread safe. */
    public static final class Builder {

        private final Map<String, List<Argument>> arguments = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a value. */
        public Builder add(String name, String value) {
            return add(name, new Argument(Octets.of(value), false));
        }

        /** Adds a value of bytes that need not be UTF-8. */
        public Builder add(String name, byte[] value) {
            return add(name, new Argument(Octets.of(value), false));
        }

        /** Adds an argument without value. */
        public Builder flag(String name) {
            return add(name, Argument.FLAG);
        }

        private void addAny(String name, Object value) {
            if (value instanceof Boolean flag) {
                if (flag) {
                    flag(name);
                }
            } else {
                add(name, new Argument(Octets.of("query argument", name, value), false));
            }
        }

        private Builder add(String name, Argument argument) {
            arguments.computeIfAbsent(name, key -> new ArrayList<>()).add(argument);
            return this;
        }

        /** The query so far. */
        public Query build() {
            Map<String, List<Argument>> copy = new LinkedHashMap<>();
            arguments.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            return new Query(copy);
        }
    }
}
