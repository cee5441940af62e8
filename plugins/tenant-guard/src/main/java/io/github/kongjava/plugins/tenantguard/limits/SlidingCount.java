package io.github.kongjava.plugins.tenantguard.limits;

/**
 * What came in a window that ends now: all of the present window of the clock, and of the one before it as much as still lies
 * within the length of a window, as if it had come evenly.
 *
 * @param present how many came in the present window of the clock
 * @param before how many in the one before it
 * @param elapsed milliseconds of the present one; less than none where the clock was set back
 * @param window its length in milliseconds
 */
record SlidingCount(long present, long before, long elapsed, long window) {

    double used() {
        return present + before * (1 - (double) Math.max(0, elapsed) / window);
    }

    /** Milliseconds until one more fits, if no other comes and there is no room now. */
    long untilFits(long most) {
        long room = most - 1;
        double at = present <= room
                ? window * (1 - (double) (room - present) / before)
                : window + window * (1 - (double) room / present);
        return Math.max(1, (long) Math.ceil(at) - elapsed);
    }

    /** Milliseconds until nothing of it counts. */
    long untilNone() {
        return present > 0 ? 2 * window - elapsed : before > 0 ? window - elapsed : 0;
    }
}
