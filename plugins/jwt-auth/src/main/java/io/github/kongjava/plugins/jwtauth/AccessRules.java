package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.plugins.jwtauth.answer.Answer;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.ClaimRule;
import io.github.kongjava.plugins.jwtauth.config.JwtAuthConfig;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which scopes, roles and groups a token must have. Immutable, thread safe. */
final class AccessRules {

    private final Optional<ClaimRule> scopes;
    private final Optional<ClaimRule> roles;
    private final Optional<ClaimRule> groups;

    AccessRules(JwtAuthConfig config) {
        scopes = config.scopes();
        roles = config.roles();
        groups = config.groups();
    }

    void check(Claims claims) throws RefusedException {
        check(scopes, scopes.map(rule -> scopes(claims, rule)).orElse(Set.of()), "scope");
        check(roles, values(claims, roles), "role");
        check(groups, values(claims, groups), "group");
    }

    /** What Kong's acl plugin is to see; empty if no claim is configured for that. */
    Optional<List<String>> groups(Claims claims) {
        return groups.map(rule -> claims.texts(rule.claim()));
    }

    private static Set<String> scopes(Claims claims, ClaimRule rule) {
        Set<String> scopes = new HashSet<>();
        claims.texts(rule.claim()).forEach(text -> scopes.addAll(Arrays.asList(text.split(" ", -1))));
        return scopes;
    }

    private static Set<String> values(Claims claims, Optional<ClaimRule> rule) {
        return rule.map(named -> Set.copyOf(claims.texts(named.claim()))).orElse(Set.of());
    }

    private static void check(Optional<ClaimRule> rule, Set<String> values, String what) throws RefusedException {
        Set<String> any = rule.map(ClaimRule::any).orElse(Set.of());
        Set<String> all = rule.map(ClaimRule::all).orElse(Set.of());
        boolean right =
                values.containsAll(all) && (any.isEmpty() || any.stream().anyMatch(values::contains));
        if (!right) {
            throw RefusedException.of(Answer.INSUFFICIENT_SCOPE, "the token lacks a " + what);
        }
    }

    /** All scopes that a token may need, sorted. */
    static List<String> named(ClaimRule rule) {
        return Stream.concat(rule.all().stream(), rule.any().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
