package io.github.kongjava.plugins.tenantguard.limits;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A window that ends with each request. Requests that come close together are remembered as one batch, by the time of the last of
 * them, so that in no window more pass than may; the first of them count a little longer than they need.
 */
final class SlidingLog implements Meter {

    /** A batch lasts no longer than this part of the window, so that memory is bounded. */
    private static final int PARTS = 30;

    private static final class Batch {
        private long first;
        private long last;
        private long count;

        Batch(long now) {
            first = now;
        }

        void add(long now) {
            last = now;
            count++;
        }

        void shift(long millis) {
            first -= millis;
            last -= millis;
        }
    }

    private final Rule rule;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long used;

    SlidingLog(Rule rule) {
        this.rule = rule;
    }

    private void advance(long now) {
        Batch newest = batches.peekLast();
        if (newest != null && newest.last > now) { // the clock was set back, and goes on from here
            long back = newest.last - now;
            batches.forEach(batch -> batch.shift(back));
        }
        while (!batches.isEmpty() && batches.getFirst().last + rule.windowMillis() <= now) {
            used -= batches.removeFirst().count;
        }
    }

    @Override
    public Standing look(long now) {
        advance(now);
        long remaining = Math.max(0, rule.requests() - used);
        return batches.isEmpty()
                ? new Standing(remaining, 0, 0)
                : new Standing(remaining, until(batches.getFirst(), now), until(batches.getLast(), now));
    }

    private long until(Batch batch, long now) {
        return batch.last + rule.windowMillis() - now;
    }

    @Override
    public void take(long now) {
        advance(now);
        Batch newest = batches.peekLast();
        if (newest == null || now - newest.first >= rule.windowMillis() / PARTS) {
            newest = new Batch(now);
            batches.addLast(newest);
        }
        newest.add(now);
        used++;
    }
}
