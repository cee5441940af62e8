package io.github.kongjava.plugins.circuitbreaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many requests are on their way at once, and how many may be. An adaptive limit goes by additive increase and
 * multiplicative decrease, as TCP's congestion window does: up by one for a limit's worth of good answers while at least half
 * of it is in use, down by a tenth for a bad one, once for all that were on their way together. Thread safe.
 */
public final class Limit {

    private static final double DECREASE = 0.9;

    private final Config.Concurrency settings;
    private final Clock clock;
    private int onTheirWay;
    private double limit;
    private Instant lowered;

    Limit(Config.Concurrency settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        limit = settings.max();
        lowered = clock.instant();
    }

    /** Lets a request begin; false if it may not. */
    synchronized boolean tryBegin() {
        if (onTheirWay >= (int) limit) {
            return false;
        }
        onTheirWay++;
        return true;
    }

    /** Ends a request that began then. */
    synchronized void end(Instant begun, Outcome outcome, Duration took) {
        boolean inUse = onTheirWay * 2 >= limit;
        onTheirWay--;
        if (!settings.adaptive() || outcome == Outcome.NOTHING) {
            return;
        }
        if (outcome == Outcome.FAILURE || took.compareTo(settings.adaptiveLatency()) >= 0) {
            lower(begun);
        } else if (inUse && outcome == Outcome.SUCCESS) {
            limit = Math.min(settings.max(), limit + 1 / limit);
        }
    }

    private void lower(Instant begun) {
        if (!begun.isBefore(lowered)) {
            limit = Math.max(Math.min(settings.adaptiveMin(), settings.max()), limit * DECREASE);
            lowered = clock.instant();
        }
    }

    /** How many may be on their way now. */
    synchronized int present() {
        return (int) limit;
    }
}
