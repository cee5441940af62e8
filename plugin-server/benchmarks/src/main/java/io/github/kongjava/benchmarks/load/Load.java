package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Players that play at the same time, each on a connection and in a thread of its own. */
public final class Load {

    /**
     * What was played.
     *
     * @param events how many events were played to their end
     * @param roundTrips the time of each round trip
     * @param nanos how long it took, from the first beginning to the last end
     */
    public record Played(long events, Histogram roundTrips, long nanos) {

        /** Both, one after the other. */
        public Played and(Played other) {
            Histogram both = new Histogram();
            both.add(roundTrips);
            both.add(other.roundTrips);
            return new Played(events + other.events, both, nanos + other.nanos);
        }
    }

    /** Whether a player shall begin another event. */
    @FunctionalInterface
    private interface Goal {
        boolean goesOn(long played);
    }

    private final CountDownLatch begin = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Goal goal;

    private Load(Goal goal) {
        this.goal = goal;
    }

    /**
     * Plays for a time.
     *
     * @throws IOException the first failure of a player; none goes on then
     */
    public static Played during(Duration time, int connections, Player.Casting casting)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return new Load(played -> System.nanoTime() - end < 0).play(connections, casting);
    }

    /**
     * Plays a number of events on each connection.
     *
     * @throws IOException the first failure of a player; none goes on then
     */
    public static Played events(long each, int connections, Player.Casting casting)
            throws IOException, InterruptedException {
        return new Load(played -> played < each).play(connections, casting);
    }

    private Played play(int connections, Player.Casting casting) throws IOException, InterruptedException {
        List<Part> parts = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                parts.add(new Part(casting.player()));
            }
            parts.forEach(Thread::start);
            long begun = System.nanoTime();
            begin.countDown();
            for (Part part : parts) {
                part.join();
            }
            return sum(parts, System.nanoTime() - begun);
        } finally {
            for (Part part : parts) {
                part.player.close();
            }
        }
    }

    private Played sum(List<Part> parts, long nanos) throws IOException {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("the load ended early: " + failed.getMessage(), failed);
        }
        Histogram roundTrips = new Histogram();
        long events = 0;
        for (Part part : parts) {
            roundTrips.add(part.roundTrips);
            events += part.played;
        }
        return new Played(events, roundTrips, nanos);
    }

    /** One player's thread. */
    private final class Part extends Thread {

        private final Player player;
        private final Histogram roundTrips = new Histogram();
        private long played;

        Part(Player player) {
            this.player = player;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                begin.await();
                while (goal.goesOn(played) && failure.get() == null) {
                    player.play(roundTrips);
                    played++;
                }
            } catch (IOException | RuntimeException | InterruptedException e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
