package io.github.kongjava.plugins.tenantguard.limits;

import io.github.kongjava.plugins.tenantguard.limits.WindowClock.Turn;

/** So many until the day or month is over. */
final class QuotaMeter implements Meter {

    private final Rule rule;
    private final WindowClock clock;
    private long used;

    QuotaMeter(Rule rule) {
        this.rule = rule;
        clock = new WindowClock(rule);
    }

    private void advance(long now) {
        if (clock.advance(now) != Turn.SAME) {
            used = 0;
        }
    }

    @Override
    public Standing look(long now) {
        advance(now);
        long rest = used > 0 ? clock.rest(now) : 0;
        return new Standing(rule.requests() - used, rest, rest);
    }

    @Override
    public void take(long now) {
        advance(now);
        used++;
    }
}
