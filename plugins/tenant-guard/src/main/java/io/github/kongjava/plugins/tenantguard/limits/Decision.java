package io.github.kongjava.plugins.tenantguard.limits;

import java.util.List;

/**
 * Whether a request fits into all limits.
 *
 * @param allowed if so, it has been counted in all of them; else in none
 * @param own how the tenant's limits stand now, in their order; empty if nobody knows
 * @param overall how those of all tenants together stood for this one before, in their order
 */
public record Decision(boolean allowed, List<Standing> own, List<Standing> overall) {

    /** It passes, and nobody counted it. */
    public static final Decision UNCOUNTED = new Decision(true, List.of(), List.of());

    /** Milliseconds until it may fit, if it does not. */
    public long waitMillis() {
        return Math.max(wait(own), wait(overall));
    }

    /** How long it takes until one more fits into all of these limits. */
    public static long wait(List<Standing> standings) {
        return standings.stream().mapToLong(Standing::waitMillis).max().orElse(0);
    }
}
