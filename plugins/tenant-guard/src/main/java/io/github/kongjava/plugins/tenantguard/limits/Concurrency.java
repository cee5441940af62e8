package io.github.kongjava.plugins.tenantguard.limits;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** How many requests of each tenant are on their way. Bounded by those requests. Thread safe. */
public final class Concurrency {

    private final LongSupplier clock;
    private final Map<String, Long> onTheirWay = new HashMap<>();
    private final Activity activity = new Activity();
    private long total;

    /** By a clock in milliseconds. */
    public Concurrency(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * How many may be on their way.
     *
     * @param own of the tenant
     * @param overall of all tenants
     * @param fairness of the latter; without it who comes first has them
     */
    public record Bounds(OptionalInt own, OptionalInt overall, Optional<Fairness> fairness) {}

    /** Whether a request may begin. */
    public enum Begin {
        /** It has begun. */
        BEGUN,
        /** Its tenant has no place. */
        TENANT_FULL,
        /** All together have none for that tenant. */
        ALL_FULL
    }

    /** Lets a request of a tenant begin if it may. */
    public synchronized Begin tryBegin(String tenant, Bounds bounds) {
        activity.note(tenant, clock.getAsLong());
        long now = onTheirWay.getOrDefault(tenant, 0L);
        if (bounds.own().isPresent() && now >= bounds.own().getAsInt()) {
            return Begin.TENANT_FULL;
        }
        if (bounds.overall().isPresent() && !fits(tenant, bounds.overall().getAsInt(), bounds.fairness())) {
            return Begin.ALL_FULL;
        }
        onTheirWay.put(tenant, now + 1);
        total++;
        return Begin.BEGUN;
    }

    private boolean fits(String tenant, long cap, Optional<Fairness> fairness) {
        if (fairness.isEmpty()) {
            return total < cap;
        }
        Collection<String> active = activity.active();
        return FairShare.of(cap, fairness.get(), active.size())
                .allows(cap - total, tenant, name -> onTheirWay.getOrDefault(name, 0L), active);
    }

    /** Ends a request of a tenant. */
    public synchronized void end(String tenant) {
        if (onTheirWay.containsKey(tenant)) {
            onTheirWay.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
            total--;
        }
    }

    /** How many requests are on their way. */
    public synchronized long total() {
        return total;
    }
}
