package io.github.kongjava.plugins.jwtauth.remote;

import java.time.Duration;

/** Which times a configuration may have. The messages name the field. */
public final class Durations {

    /** Beyond it nanoseconds would overflow somewhere. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Durations() {}

    /**
     * Refuses 0 and less.
     *
     * @throws IllegalArgumentException if it is that, or over ten years
     */
    public static void positive(String field, Duration time) {
        if (time.isZero()) {
            throw new IllegalArgumentException(field + ": must be longer than 0");
        }
        notNegative(field, time);
    }

    /**
     * Refuses less than 0.
     *
     * @throws IllegalArgumentException if it is that, or over ten years
     */
    public static void notNegative(String field, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + ": must not be negative, nor longer than ten years");
        }
    }
}
