package io.github.kongjava.plugins.tenantguard.limits;

import java.util.Collection;
import java.util.Map;

/**
 * Fair shares of what all tenants together may use. Each tenant that is active is entitled to an equal part. A tenant within
 * its part gets what is free; beyond it only what is left when the unused rest of every other part is kept back. So one alone
 * may have all, and what it holds beyond its part goes over to the others as it becomes free.
 */
final class FairShare {

    private FairShare() {}

    /**
     * Whether a tenant may have one more.
     *
     * @param cap what all may have
     * @param free how much of it is
     * @param used what tenants have of it
     * @param active those that ask for it
     */
    static boolean allows(long cap, long free, String tenant, Map<String, Long> used, Collection<String> active) {
        if (free < 1) {
            return false;
        }
        long share = Math.max(1, cap / Math.max(1, active.size()));
        if (used.getOrDefault(tenant, 0L) < share) {
            return true;
        }
        long kept = 0;
        for (String other : active) {
            if (!other.equals(tenant)) {
                kept += Math.max(0, share - used.getOrDefault(other, 0L));
            }
        }
        return free - kept >= 1;
    }
}
