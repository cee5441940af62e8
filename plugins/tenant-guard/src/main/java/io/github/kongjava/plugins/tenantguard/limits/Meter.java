package io.github.kongjava.plugins.tenantguard.limits;

/** Counts one limit. Not thread safe: its account's lock is held. */
interface Meter {

    /** How much is left at a time, in milliseconds of the epoch. */
    Standing look(long now);

    /** Counts a request for which there is room. */
    void take(long now);

    /** One for a rule. */
    static Meter of(Rule rule) {
        return switch (rule.kind()) {
            case TOKEN_BUCKET -> new BucketMeter(rule);
            case SLIDING_WINDOW -> new SlidingMeter(rule);
            case DAY, MONTH -> new QuotaMeter(rule);
        };
    }
}
