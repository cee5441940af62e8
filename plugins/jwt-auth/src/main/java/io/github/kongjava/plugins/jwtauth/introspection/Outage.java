package io.github.kongjava.plugins.jwtauth.introspection;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Leaves an endpoint alone that has failed several times in a row, so that requests do not all wait for its timeout. After each
 * pause one question finds out whether it is back. Thread safe.
 */
final class Outage {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOLERATED = 5;

    private final Ticker ticker;
    private int failures;
    private Duration pause = FIRST_PAUSE;
    private long next;

    Outage(Ticker ticker) {
        this.ticker = ticker;
    }

    /** How long it is still left alone; empty if the caller is to ask. */
    synchronized Optional<Duration> pause() {
        if (failures < TOLERATED) {
            return Optional.empty();
        }
        long now = ticker.read();
        if (now - next < 0) {
            Duration left = Duration.ofNanos(next - now);
            return Optional.of(left.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : left);
        }
        // The others go on waiting for what this caller finds.
        next = now + pause.toNanos();
        return Optional.empty();
    }

    /** The endpoint has answered. */
    synchronized void over() {
        failures = 0;
        pause = FIRST_PAUSE;
    }

    /** The endpoint has not answered; says when to try again. */
    synchronized Duration failed() {
        failures++;
        if (failures == TOLERATED) {
            next = ticker.read() + pause.toNanos();
        } else if (failures > TOLERATED) {
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            next = ticker.read() + pause.toNanos();
        }
        return pause;
    }
}
