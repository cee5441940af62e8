package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.tenantguard.config.Config.RateHeaders;
import io.github.kongjava.plugins.tenantguard.limits.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Headers that tell a client how its limits stand. Immutable, thread safe. */
final class RateFields {

    private final Set<RateHeaders> wanted;

    RateFields(Set<RateHeaders> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Those of limits. */
    Headers of(List<Told> limits) {
        if (limits.isEmpty()) {
            return Headers.EMPTY;
        }
        Headers.Builder headers = Headers.builder();
        if (wanted.contains(RateHeaders.RATELIMIT)) {
            headers.add("RateLimit-Policy", list(limits, limit -> ";q=" + limit.quota() + limit.extent()));
            headers.add("RateLimit", list(limits, limit -> standing(limit.standing())));
        }
        if (wanted.contains(RateHeaders.LEGACY)) {
            Told scarcest = scarcest(limits);
            legacy(headers, "RateLimit-", scarcest);
            legacy(headers, "X-RateLimit-", scarcest);
        }
        return headers.build();
    }

    private static String list(List<Told> limits, Function<Told, String> parameters) {
        return limits.stream()
                .map(limit -> "\"" + limit.name() + "\"" + parameters.apply(limit))
                .collect(Collectors.joining(", "));
    }

    private static String standing(Standing standing) {
        return ";r=" + standing.remaining() + ";t=" + seconds(standing.moreMillis());
    }

    private static void legacy(Headers.Builder headers, String prefix, Told limit) {
        headers.add(prefix + "Limit", Long.toString(limit.quota()));
        headers.add(prefix + "Remaining", Long.toString(limit.standing().remaining()));
        headers.add(prefix + "Reset", Long.toString(seconds(reset(limit.standing()))));
    }

    /** When nothing is left, the time that counts is that until something is. */
    private static long reset(Standing standing) {
        return standing.waitMillis() > 0 ? standing.waitMillis() : standing.resetMillis();
    }

    /** The one with the least left, and among those used up the one that stays so longest. */
    private static Told scarcest(List<Told> limits) {
        return limits.stream()
                .min(Comparator.<Told>comparingLong(limit -> limit.standing().remaining())
                        .thenComparing(limit -> -limit.standing().waitMillis()))
                .orElseThrow();
    }

    /** Rounded up: who comes that late is not refused for coming early. */
    static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
