package io.github.kongjava.plugins.tenantguard.limits;

import io.github.kongjava.plugins.tenantguard.limits.WindowClock.Turn;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How much of a rule for all each tenant has used in a window that ends now, or of a quota. Not thread safe. */
final class Uses {

    /** Those beyond share one part. */
    static final int MOST_TENANTS = 10_000;

    private final Rule rule;
    private final WindowClock clock;
    private Map<String, Long> present = new HashMap<>();
    private Map<String, Long> before = Map.of();

    Uses(Rule rule) {
        this.rule = rule;
        clock = new WindowClock(rule);
    }

    void advance(long now) {
        Turn turn = clock.advance(now);
        if (turn != Turn.SAME) {
            before = turn == Turn.NEXT ? present : Map.of();
            present = new HashMap<>();
        }
    }

    /** Milliseconds until a tenant may have one more of what is free, as far as shares go; 0 if it may as soon as one is free. */
    long untilAllowed(String tenant, long free, Fairness fairness, Collection<String> active, long now) {
        FairShare share = FairShare.of(rule.requests(), fairness, active.size());
        if (share.allows(Math.max(1, free), tenant, name -> count(name, now).used(), active)) {
            return 0;
        }
        return rule.isQuota() ? clock.rest(now) : count(tenant, now).untilFits(share.part());
    }

    private SlidingCount count(String tenant, long now) {
        return new SlidingCount(
                used(present, tenant), used(before, tenant), clock.elapsed(now), Math.max(1, rule.windowMillis()));
    }

    private static long used(Map<String, Long> uses, String tenant) {
        Long own = uses.get(tenant);
        return own != null ? own : uses.size() < MOST_TENANTS ? 0 : uses.getOrDefault(Strangers.REST, 0L);
    }

    void add(String tenant) {
        boolean own = present.size() < MOST_TENANTS || present.containsKey(tenant);
        present.merge(own ? tenant : Strangers.REST, 1L, Long::sum);
    }
}
