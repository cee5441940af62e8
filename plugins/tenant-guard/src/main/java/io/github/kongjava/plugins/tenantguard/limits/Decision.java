package io.github.kongjava.plugins.tenantguard.limits;

import java.util.List;

/**
 * Whether a request fits into all limits.
 *
 * @param allowed if so, it has been counted in all of them; else in none
 * @param own how the tenant's limits stand now, in their order; empty if nobody knows
 * @param waitMillis until it may fit
 */
public record Decision(boolean allowed, List<Standing> own, long waitMillis) {

    /** It passes, and nobody counted it. */
    public static final Decision UNCOUNTED = new Decision(true, List.of(), 0);

    /** What the standings of a tenant's limits and of those of all tenants mean. */
    public static Decision of(List<Standing> own, List<Standing> overall, boolean allowed) {
        long wait = Math.max(longest(own), longest(overall));
        return new Decision(allowed, own, wait);
    }

    private static long longest(List<Standing> standings) {
        return standings.stream().mapToLong(Standing::waitMillis).max().orElse(0);
    }
}
