package io.github.kongjava.plugins.tenantguard.limits;

/** So many until the day or month is over. */
final class QuotaMeter implements Meter {

    private final Rule rule;
    private long end = Long.MIN_VALUE;
    private long used;

    QuotaMeter(Rule rule) {
        this.rule = rule;
    }

    private void advance(long now) {
        if (now >= end) {
            used = 0;
            end = rule.end(now);
        }
    }

    @Override
    public Standing look(long now) {
        advance(now);
        long remaining = rule.requests() - used;
        return new Standing(remaining, remaining > 0 ? 0 : end - now, used > 0 ? end - now : 0);
    }

    @Override
    public void take(long now) {
        advance(now);
        used++;
    }
}
