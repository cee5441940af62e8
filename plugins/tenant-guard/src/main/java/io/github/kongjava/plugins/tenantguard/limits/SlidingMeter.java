package io.github.kongjava.plugins.tenantguard.limits;

import io.github.kongjava.plugins.tenantguard.limits.WindowClock.Turn;

/**
 * A window that ends with each request, and counts as shares do: what came in the window of the clock before, as if it had come
 * evenly. An exact one would still hold what a tenant's share counts no more.
 */
final class SlidingMeter implements Meter {

    private final Rule rule;
    private final WindowClock clock;
    private long present;
    private long before;

    SlidingMeter(Rule rule) {
        this.rule = rule;
        clock = new WindowClock(rule);
    }

    private void advance(long now) {
        Turn turn = clock.advance(now);
        if (turn != Turn.SAME) {
            before = turn == Turn.NEXT ? present : 0;
            present = 0;
        }
    }

    @Override
    public Standing look(long now) {
        advance(now);
        SlidingCount count = new SlidingCount(present, before, clock.elapsed(now), rule.windowMillis());
        long remaining = Math.max(0, (long) Math.floor(rule.requests() - count.used()));
        long more = count.used() > 0 ? count.untilFits(rule.requests() - remaining) : 0;
        return new Standing(remaining, more, count.untilNone());
    }

    @Override
    public void take(long now) {
        advance(now);
        present++;
    }
}
