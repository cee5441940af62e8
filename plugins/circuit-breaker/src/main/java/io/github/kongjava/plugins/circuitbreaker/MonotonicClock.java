package io.github.kongjava.plugins.circuitbreaker;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that no correction of the host's time moves: what it shows means something only beside what it showed before. */
public final class MonotonicClock extends Clock {

    private final Instant origin = Instant.EPOCH;
    private final long started = System.nanoTime();

    /** A clock that begins at the epoch. */
    public MonotonicClock() {}

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - started);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
