package io.github.kongjava.server.event;

import io.github.kongjava.server.instance.Instances;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Looks regularly whether work passes its deadline or was left by Kong, and whether instances are idle. One thread. */
final class Supervisor implements Runnable {

    private static final Logger LOG = System.getLogger("io.github.kongjava");
    private static final long PERIOD_MILLIS = 25;

    private final Works works;
    private final Instances instances;
    private final Executor threads;
    private final long idleNanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private long lastExpiry = System.nanoTime();

    Supervisor(Works works, Instances instances, Executor threads, Duration idle) {
        this.works = works;
        this.instances = instances;
        this.threads = threads;
        this.idleNanos = idle.toNanos();
    }

    @Override
    public void run() {
        try {
            while (!ended.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                examine();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void examine() {
        try {
            long now = System.nanoTime();
            for (Work work : works.all()) {
                work.examine(now, threads);
            }
            expire(now);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            LOG.log(Level.ERROR, "the supervisor goes on after a fault", e); // without it there are no deadlines
        }
    }

    private void expire(long now) {
        if (now - lastExpiry < Math.min(idleNanos / 4, TimeUnit.SECONDS.toNanos(30))) {
            return;
        }
        lastExpiry = now;
        int count = instances.expire(idleNanos);
        if (count > 0) {
            LOG.log(
                    Level.INFO,
                    count + " instances ended, as no event used them for " + TimeUnit.NANOSECONDS.toSeconds(idleNanos)
                            + " s");
        }
    }

    void end() {
        ended.countDown();
    }
}
