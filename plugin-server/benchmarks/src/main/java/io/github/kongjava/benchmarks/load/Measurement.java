package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.util.Optional;

/**
 * What was measured of one server.
 *
 * @param played the load
 * @param cpuNanos the CPU time that the server used for it, if its process is known
 * @param process the server's process after the load, if it is known
 * @param readyNanos how long the server took to listen, if it was started for this
 */
public record Measurement(
        Load.Played played, Optional<Long> cpuNanos, Optional<ProcessFigures> process, Optional<Long> readyNanos) {

    /** Something to be measured. */
    @FunctionalInterface
    public interface Playing {
        /** Does it. */
        Load.Played play() throws IOException, InterruptedException;
    }

    /** Measures, with an eye on the server's process. */
    public static Measurement of(Playing playing, Optional<Long> pid) throws IOException, InterruptedException {
        if (pid.isEmpty()) {
            return new Measurement(playing.play(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        long before = ProcessFigures.of(pid.get()).cpuNanos();
        Load.Played played = playing.play();
        ProcessFigures after = ProcessFigures.of(pid.get());
        return new Measurement(played, Optional.of(after.cpuNanos() - before), Optional.of(after), Optional.empty());
    }

    /** Both, one after the other. */
    public Measurement and(Measurement later) {
        return new Measurement(
                played.and(later.played),
                cpuNanos.flatMap(mine -> later.cpuNanos.map(other -> mine + other)),
                later.process,
                readyNanos);
    }

    /** With the time that the server took to listen. */
    public Measurement withReady(Optional<Long> nanos) {
        return new Measurement(played, cpuNanos, process, nanos);
    }

    /** Events a second, all connections together. */
    public double eventsPerSecond() {
        return played.events() * 1e9 / played.nanos();
    }

    /** The time that passed for each round trip of all connections together, in µs: the reverse of the throughput. */
    public double microsPerRoundTrip() {
        return played.nanos() / 1e3 / played.roundTrips().count();
    }

    /** How long that part of the round trips took at the most, in µs. */
    public double percentileMicros(double part) {
        return played.roundTrips().percentile(part) / 1e3;
    }

    /** The server's CPU time for an event, in µs. */
    public Optional<Double> cpuMicrosPerEvent() {
        return cpuNanos.map(nanos -> nanos / 1e3 / played.events());
    }

    /** The server's CPU time for a round trip, in µs. */
    public Optional<Double> cpuMicrosPerRoundTrip() {
        return cpuNanos.map(nanos -> nanos / 1e3 / played.roundTrips().count());
    }
}
