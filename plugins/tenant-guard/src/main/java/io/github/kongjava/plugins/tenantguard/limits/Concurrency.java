package io.github.kongjava.plugins.tenantguard.limits;

import java.util.HashMap;
import java.util.Map;
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
     * @param fair whether tenants have shares of the latter
     */
    public record Bounds(OptionalInt own, OptionalInt overall, boolean fair) {}

    /** Lets a request of a tenant begin; false if it may not. */
    public synchronized boolean tryBegin(String tenant, Bounds bounds) {
        activity.note(tenant, clock.getAsLong());
        long now = onTheirWay.getOrDefault(tenant, 0L);
        if (bounds.own().isPresent() && now >= bounds.own().getAsInt()) {
            return false;
        }
        if (bounds.overall().isPresent() && !fits(tenant, bounds.overall().getAsInt(), bounds.fair())) {
            return false;
        }
        onTheirWay.put(tenant, now + 1);
        total++;
        return true;
    }

    private boolean fits(String tenant, long cap, boolean fair) {
        if (!fair) {
            return total < cap;
        }
        long share = FairShare.of(cap, activity.active());
        return FairShare.allows(
                share, cap - total, tenant, name -> onTheirWay.getOrDefault(name, 0L), activity.active());
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
