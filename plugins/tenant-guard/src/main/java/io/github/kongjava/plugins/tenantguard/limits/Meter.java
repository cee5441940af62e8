package io.github.kongjava.plugins.tenantguard.limits;

import io.github.kongjava.plugins.tenantguard.config.Limit;

/** Counts one limit. Not thread safe: its account's lock is held. */
interface Meter {

    /** How much is left at a time, in milliseconds of the epoch. */
    Standing look(long now);

    /** Counts a request for which there is room. */
    void take(long now);

    /** One for a rule of a tenant, or of all. */
    static Meter of(Rule rule) {
        return switch (rule.kind()) {
            case TOKEN_BUCKET -> new BucketMeter(rule);
            case SLIDING_WINDOW -> new SlidingLog(rule);
            case DAY, MONTH -> new QuotaMeter(rule);
        };
    }

    /** One for a rule of all of which tenants have shares. */
    static Meter shared(Rule rule) {
        return rule.kind() == Limit.Kind.SLIDING_WINDOW ? new SlidingMeter(rule) : of(rule);
    }
}
