package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys, found by key id and algorithm. Immutable, thread safe. */
final class KeySet {

    /** What a token says of its key. */
    record Wanted(Optional<String> kid, String algorithm) {

        static Wanted of(JWSHeader header) {
            return new Wanted(
                    Optional.ofNullable(header.getKeyID()),
                    header.getAlgorithm().getName());
        }
    }

    /** Under a kid those of that kid, without a kid all. */
    private final Map<Wanted, List<JWK>> keys = new HashMap<>();

    /** By algorithm, those that have no kid. */
    private final Map<String, List<JWK>> unnamed = new HashMap<>();

    private final Set<String> kids = new HashSet<>();
    private final int size;

    KeySet(Collection<JWK> all) {
        size = all.size();
        for (JWK key : all) {
            Optional<String> kid = Optional.ofNullable(key.getKeyID());
            kid.ifPresent(kids::add);
            for (String algorithm : Algorithms.of(key)) {
                add(keys, new Wanted(Optional.empty(), algorithm), key);
                if (kid.isPresent()) {
                    add(keys, new Wanted(kid, algorithm), key);
                } else {
                    add(unnamed, algorithm, key);
                }
            }
        }
        keys.replaceAll((wanted, found) -> List.copyOf(found));
        unnamed.replaceAll((algorithm, found) -> List.copyOf(found));
    }

    private static <K> void add(Map<K, List<JWK>> map, K name, JWK key) {
        map.computeIfAbsent(name, absent -> new ArrayList<>()).add(key);
    }

    int size() {
        return size;
    }

    /** Whether a key of this name is there, for whatever algorithm. */
    boolean hasKid(Wanted wanted) {
        return wanted.kid().isPresent() && kids.contains(wanted.kid().get());
    }

    /**
     * The keys that fit: without a kid all for the algorithm; else those of the kid, or, if the set has no such, those that have
     * no kid.
     */
    List<JWK> find(Wanted wanted) {
        List<JWK> found = keys.get(wanted);
        if (found != null) {
            return found;
        }
        return hasKid(wanted) ? List.of() : unnamed.getOrDefault(wanted.algorithm(), List.of());
    }
}
