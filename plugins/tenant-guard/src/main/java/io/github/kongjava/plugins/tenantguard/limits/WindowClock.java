package io.github.kongjava.plugins.tenantguard.limits;

/** Which window of the clock it is, for one rule. Not thread safe. */
final class WindowClock {

    /** What has become of what was counted. */
    enum Turn {
        /** It still counts. */
        SAME,
        /** It belongs to the window before. */
        NEXT,
        /** It does not count any more. */
        LATER
    }

    private final Rule rule;
    private long start;
    private long end;

    WindowClock(Rule rule) {
        this.rule = rule;
    }

    /** Goes on to the window of a time. A clock that was set back a little goes on with the present one. */
    Turn advance(long now) {
        if (now >= end) {
            boolean next = !rule.isQuota() && now - end < rule.windowMillis();
            turnTo(now);
            return next ? Turn.NEXT : Turn.LATER;
        } else if (now >= start || rule.isQuota() || rule.beginning(now) >= start - rule.windowMillis()) {
            return Turn.SAME;
        }
        turnTo(now);
        return Turn.NEXT;
    }

    private void turnTo(long now) {
        start = rule.beginning(now);
        end = rule.end(now);
    }

    /** Milliseconds since it began; less than none where the clock was set back. */
    long elapsed(long now) {
        return now - start;
    }

    /** Milliseconds until it ends. */
    long rest(long now) {
        return end - now;
    }
}
