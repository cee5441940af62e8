package io.github.kongjava.plugins.tenantguard.limits;

/**
 * How much of a limit is left.
 *
 * @param remaining how many requests fit now
 * @param moreMillis until one more does than now; 0 if nothing is used
 * @param resetMillis until all of it is free
 */
public record Standing(long remaining, long moreMillis, long resetMillis) {

    /** Milliseconds until one fits; 0 if one does now. */
    public long waitMillis() {
        return remaining > 0 ? 0 : moreMillis;
    }

    /** For a tenant that has to wait for its share of it. */
    Standing untilShare(long millis) {
        return millis == 0 ? this : new Standing(0, Math.max(millis, waitMillis()), resetMillis);
    }
}
