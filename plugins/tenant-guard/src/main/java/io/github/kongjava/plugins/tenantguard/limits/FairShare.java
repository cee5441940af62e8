package io.github.kongjava.plugins.tenantguard.limits;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * Fair shares of what all tenants together may use. Each tenant that is active is entitled to an equal part. A tenant within
 * its part gets what is free; beyond it only what is left when the unused rest of every other part is kept back. So one alone
 * may have all, and what it holds beyond its part goes over to the others as it becomes free.
 */
final class FairShare {

    private FairShare() {}

    /**
     * The part of each.
     *
     * @param cap what all may have
     * @param active those that ask for it
     */
    static long of(long cap, Collection<String> active) {
        return Math.max(1, cap / Math.max(1, active.size()));
    }

    /**
     * Whether a tenant may have one more.
     *
     * @param share the part of each
     * @param free how much of the whole is free
     * @param used what a tenant has of it
     * @param active those that ask for it
     */
    static boolean allows(
            long share, long free, String tenant, ToDoubleFunction<String> used, Collection<String> active) {
        if (free < 1) {
            return false;
        } else if (used.applyAsDouble(tenant) + 1 <= share) {
            return true;
        }
        double kept = 0;
        for (String other : active) {
            if (!other.equals(tenant)) {
                kept += Math.max(0, share - used.applyAsDouble(other));
            }
        }
        return free - kept >= 1;
    }
}
