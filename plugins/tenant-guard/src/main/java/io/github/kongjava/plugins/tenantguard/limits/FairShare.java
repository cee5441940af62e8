package io.github.kongjava.plugins.tenantguard.limits;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * Fair shares of what all tenants together may use. Each tenant that is active is entitled to an equal part, and a smaller one
 * is kept for a tenant that comes next. A tenant within its part gets what is free; beyond it only what is left when the unused
 * rest of every other part is kept back. What it holds beyond its part goes over to the others as it becomes free.
 *
 * @param part of each that is active
 * @param kept for the one that comes next
 */
record FairShare(long part, long kept) {

    /**
     * Of the whole, for so many that are active.
     *
     * @param cap what all may have
     */
    static FairShare of(long cap, Fairness fairness, int active) {
        long reserve = active < fairness.tenants() ? fairness.reserve() : 0;
        long parts = 100L * active + reserve;
        return new FairShare(Math.max(1, cap * 100 / parts), (cap * reserve + parts - 1) / parts);
    }

    /**
     * Whether a tenant may have one more.
     *
     * @param free how much of the whole is free
     * @param used what a tenant has of it
     * @param active those that ask for it
     */
    boolean allows(long free, String tenant, ToDoubleFunction<String> used, Collection<String> active) {
        if (free < 1) {
            return false;
        } else if (used.applyAsDouble(tenant) + 1 <= part) {
            return true;
        }
        double others = kept;
        for (String other : active) {
            if (!other.equals(tenant)) {
                others += Math.max(0, part - used.applyAsDouble(other));
            }
        }
        return free - others >= 1;
    }
}
