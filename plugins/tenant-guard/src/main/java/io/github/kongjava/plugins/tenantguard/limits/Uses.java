package io.github.kongjava.plugins.tenantguard.limits;

import java.util.HashMap;
import java.util.Map;

/** How much of a rule for all each tenant has used in the present window of the clock. Not thread safe. */
final class Uses {

    /** Those beyond have no share of their own. */
    private static final int MOST_TENANTS = 10_000;

    private final Rule rule;
    private final Map<String, Long> byTenant = new HashMap<>();
    private long end = Long.MIN_VALUE;

    Uses(Rule rule) {
        this.rule = rule;
    }

    void advance(long now) {
        if (now >= end) {
            byTenant.clear();
            end = rule.end(now);
        }
    }

    /** Whether a tenant may have one more of what is free. */
    boolean allow(String tenant, long free, Activity activity) {
        return FairShare.allows(rule.requests(), free, tenant, byTenant, activity.active());
    }

    long untilNext(long now) {
        return end - now;
    }

    void add(String tenant) {
        if (byTenant.size() < MOST_TENANTS || byTenant.containsKey(tenant)) {
            byTenant.merge(tenant, 1L, Long::sum);
        }
    }
}
