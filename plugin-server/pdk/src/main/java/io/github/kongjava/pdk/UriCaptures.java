package io.github.kongjava.pdk;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the groups of a route's path expression matched.
 *
 * @param unnamed by number, from 1; a group that took no part in the match is missing, and in ProtoBuf so are those after
 *     it. Named groups have a number too
 * @param named by name
 */
public record UriCaptures(SortedMap<Integer, String> unnamed, Map<String, String> named) {

    /** Keeps copies. */
    public UriCaptures {
        unnamed = Collections.unmodifiableSortedMap(new TreeMap<>(unnamed));
        named = Map.copyOf(named);
    }

    /** What the group of the number matched, from 1. */
    public Optional<String> group(int number) {
        return Optional.ofNullable(unnamed.get(number));
    }

    /** What the group of the name matched. */
    public Optional<String> group(String name) {
        return Optional.ofNullable(named.get(name));
    }
}
