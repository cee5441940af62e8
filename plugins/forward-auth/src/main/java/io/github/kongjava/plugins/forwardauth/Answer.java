package io.github.kongjava.plugins.forwardauth;

import java.time.Duration;

/** A decision, and for how long at most it holds for the same question; zero if only once. */
record Answer(Decision decision, Duration lifetime) {

    static Answer undecided(String reason) {
        return new Answer(new Decision.Undecided(reason), Duration.ZERO);
    }

    boolean lasts() {
        return !lifetime.isZero();
    }
}
