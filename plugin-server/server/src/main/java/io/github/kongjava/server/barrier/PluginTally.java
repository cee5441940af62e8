package io.github.kongjava.server.barrier;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What happened in one plugin's code since the server began. Thread safe. */
public final class PluginTally {

    private final LongAdder events = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final AtomicInteger stuck = new AtomicInteger();

    /** A phase came to its end, however it ended, after this many nanoseconds. */
    public void event(long duration) {
        events.increment();
        nanos.add(duration);
    }

    /** Plugin code threw. */
    public void failure() {
        failures.increment();
    }

    /** A phase passed its deadline. */
    public void timeout() {
        timeouts.increment();
    }

    /** A phase was not begun, as there was too much to do. */
    public void refusal() {
        refused.increment();
    }

    /** Kong lost interest in a phase. */
    public void abandonment() {
        abandoned.increment();
    }

    /** A thread did not come back from plugin code in time. */
    public void threadStuck() {
        stuck.incrementAndGet();
    }

    /** A stuck thread came back. */
    public void threadReturned() {
        stuck.decrementAndGet();
    }

    /** How many threads are stuck in the plugin's code. */
    public int stuckThreads() {
        return stuck.get();
    }

    /** The figures at this moment. */
    public Snapshot snapshot() {
        return new Snapshot(
                events.sum(), nanos.sum(), failures.sum(), timeouts.sum(), refused.sum(), abandoned.sum(), stuck.get());
    }

    /** Figures of one moment; the time is the sum over all events, in nanoseconds. */
    public record Snapshot(
            long events, long nanos, long failures, long timeouts, long refused, long abandoned, int stuckThreads) {}
}
