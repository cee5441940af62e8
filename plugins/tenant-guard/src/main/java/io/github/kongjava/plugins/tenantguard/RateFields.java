package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.tenantguard.config.Config.RateHeaders;
import io.github.kongjava.plugins.tenantguard.config.Limit;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.limits.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Headers that tell a client how its limits stand. Immutable, thread safe. */
final class RateFields {

    private static final long DAY_SECONDS = 86_400;

    private final Set<RateHeaders> wanted;

    RateFields(Set<RateHeaders> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Those of limits and their standings, which are in the same order. */
    Headers of(List<Limit> limits, List<Standing> standings) {
        if (limits.isEmpty() || standings.isEmpty()) {
            return Headers.EMPTY;
        }
        Headers.Builder headers = Headers.builder();
        if (wanted.contains(RateHeaders.RATELIMIT)) {
            headers.add(
                    "RateLimit-Policy", limits.stream().map(RateFields::policy).collect(Collectors.joining(", ")));
            headers.add(
                    "RateLimit",
                    IntStream.range(0, limits.size())
                            .mapToObj(i -> standing(limits.get(i), standings.get(i)))
                            .collect(Collectors.joining(", ")));
        }
        if (wanted.contains(RateHeaders.LEGACY)) {
            int scarcest = scarcest(standings);
            legacy(headers, "RateLimit-", limits.get(scarcest), standings.get(scarcest));
            legacy(headers, "X-RateLimit-", limits.get(scarcest), standings.get(scarcest));
        }
        return headers.build();
    }

    private static String policy(Limit limit) {
        return "\"" + limit.shownName() + "\";q=" + limit.requests() + ";w=" + windowSeconds(limit);
    }

    /** A month has 30 days here: the field knows no calendar. */
    private static long windowSeconds(Limit limit) {
        return switch (limit.kind()) {
            case DAY -> DAY_SECONDS;
            case MONTH -> 30 * DAY_SECONDS;
            default -> Rule.of(limit).windowMillis() / 1000;
        };
    }

    private static String standing(Limit limit, Standing standing) {
        return "\"" + limit.shownName() + "\";r=" + standing.remaining() + ";t=" + seconds(until(standing));
    }

    private static void legacy(Headers.Builder headers, String prefix, Limit limit, Standing standing) {
        headers.add(prefix + "Limit", Integer.toString(limit.requests()));
        headers.add(prefix + "Remaining", Long.toString(standing.remaining()));
        headers.add(prefix + "Reset", Long.toString(seconds(until(standing))));
    }

    /** When nothing is left, the time that counts is that until something is. */
    private static long until(Standing standing) {
        return standing.waitMillis() > 0 ? standing.waitMillis() : standing.resetMillis();
    }

    /** The one with the least left, and among those used up the one that stays so longest. */
    private static int scarcest(List<Standing> standings) {
        return IntStream.range(0, standings.size())
                .boxed()
                .min(Comparator.<Integer>comparingLong(i -> standings.get(i).remaining())
                        .thenComparing(i -> -standings.get(i).waitMillis()))
                .orElseThrow();
    }

    /** Rounded up: who comes that late is not refused for coming early. */
    static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
