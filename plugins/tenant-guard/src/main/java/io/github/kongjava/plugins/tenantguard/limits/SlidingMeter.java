package io.github.kongjava.plugins.tenantguard.limits;

/**
 * A window that ends with each request. It has two halves: what the present window of the clock counted, and of the one before
 * it as much as still lies within the length of a window, as if it had come evenly.
 */
final class SlidingMeter implements Meter {

    private final Rule rule;
    private long start = Long.MIN_VALUE;
    private long present;
    private long before;

    SlidingMeter(Rule rule) {
        this.rule = rule;
    }

    private void advance(long now) {
        long begun = rule.beginning(now);
        if (begun > start) {
            before = begun - rule.windowMillis() == start ? present : 0;
            present = 0;
            start = begun;
        } else if (begun < start - rule.windowMillis()) { // the clock was set back
            before = present;
            present = 0;
            start = begun;
        }
    }

    @Override
    public Standing look(long now) {
        advance(now);
        long window = rule.windowMillis();
        long elapsed = Math.max(0, now - start);
        double used = present + before * (1 - (double) elapsed / window);
        long remaining = Math.max(0, (long) Math.floor(rule.requests() - used));
        long reset = present > 0 ? 2 * window - elapsed : before > 0 ? window - elapsed : 0;
        return new Standing(remaining, remaining > 0 ? 0 : untilOneFits(elapsed), reset);
    }

    private long untilOneFits(long elapsed) {
        long window = rule.windowMillis();
        long room = rule.requests() - 1;
        double at = present <= room
                ? window * (1 - (double) (room - present) / before)
                : window + window * (1 - (double) room / present);
        return Math.max(1, (long) Math.ceil(at) - elapsed);
    }

    @Override
    public void take(long now) {
        advance(now);
        present++;
    }
}
