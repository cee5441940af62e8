package io.github.kongjava.plugins.tenantguard.limits;

import java.util.List;

/**
 * Whether a request fits into all limits.
 *
 * @param allowed if so, it has been counted in all of them; else in none
 * @param own how the tenant's limits stand now, in their order; empty if nobody knows
 * @param waitMillis until it may fit, if it does not
 */
public record Decision(boolean allowed, List<Standing> own, long waitMillis) {

    /** It passes, and nobody counted it. */
    public static final Decision UNCOUNTED = new Decision(true, List.of(), 0);

    /** How long it takes until one more fits into all of these limits. */
    public static long wait(List<Standing> standings) {
        return standings.stream().mapToLong(Standing::waitMillis).max().orElse(0);
    }
}
