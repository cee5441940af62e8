package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.plugins.tenantguard.config.Limit;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.limits.Standing;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A limit as clients are told of it.
 *
 * @param name what they know it by
 * @param quota how many
 * @param extent in which time, or of what, as parameters of RateLimit-Policy
 * @param standing how it stands
 */
record Told(String name, long quota, String extent, Standing standing) {

    /** Before the names of limits of all tenants together, which may be those of a tenant's own. */
    private static final String OVERALL = "overall-";

    private static final long DAY_SECONDS = 86_400;

    /** Nobody knows when a place becomes free. */
    private static final Standing NO_PLACE = new Standing(0, 1_000, 1_000);

    /** The limits of a tenant and their standings, which are in the same order; none if nobody knows these. */
    static List<Told> own(List<Limit> limits, List<Standing> standings) {
        return named("", limits, standings);
    }

    /** Those of all together which have nothing left for a tenant. */
    static List<Told> usedUp(List<Limit> overall, List<Standing> standings) {
        return named(OVERALL, overall, standings).stream()
                .filter(Told::isUsedUp)
                .toList();
    }

    private static List<Told> named(String prefix, List<Limit> limits, List<Standing> standings) {
        return IntStream.range(0, standings.size())
                .mapToObj(i -> {
                    Limit limit = limits.get(i);
                    return new Told(
                            prefix + limit.shownName(),
                            limit.requests(),
                            ";w=" + windowSeconds(limit),
                            standings.get(i));
                })
                .toList();
    }

    /** So many requests at once, of a tenant or of all, which are on their way. */
    static Told places(boolean overall, long most) {
        return new Told((overall ? OVERALL : "") + "concurrent", most, ";qu=\"concurrent-requests\"", NO_PLACE);
    }

    /** A month has 30 days here: the field knows no calendar. */
    private static long windowSeconds(Limit limit) {
        return switch (limit.kind()) {
            case DAY -> DAY_SECONDS;
            case MONTH -> 30 * DAY_SECONDS;
            default -> Rule.of(limit).windowMillis() / 1000;
        };
    }

    boolean isUsedUp() {
        return standing.remaining() == 0;
    }
}
