package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A load and the floor under it, in turns, so that whatever else the machine does hits both.
 *
 * @param target what the load is put on
 * @param connections how many connections, of the load and of the floor
 * @param time how long each of both is measured, all turns together
 * @param warmup how long each of both is played before
 * @param turns in how many turns
 */
public record Trial(Target target, int connections, Duration time, Duration warmup, int turns) {

    /**
     * What came out.
     *
     * @param floor the echo
     * @param load the plugin server
     * @param ratios the load's time for a round trip over the floor's, of each turn
     */
    public record Outcome(Measurement floor, Measurement load, List<Double> ratios) {

        /** The median of the turns' ratios. */
        public double ratio() {
            List<Double> sorted = ratios.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }
    }

    /** Checks that there is something to do. */
    public Trial {
        if (connections < 1 || turns < 1 || time.isZero() || time.isNegative() || warmup.isNegative()) {
            throw new IllegalArgumentException("connections, turns and time must be above 0, the warm-up not below");
        }
    }

    /**
     * Measures.
     *
     * @param pid the plugin server's process, if it is known
     */
    public Outcome run(Optional<Long> pid) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("kong-java-echo");
        Path socket = directory.resolve("echo.socket");
        try (ServerProcess echo = ServerProcess.java(EchoServer.class, socket)) {
            return run(() -> EchoPlayer.connect(socket), echo, pid);
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(directory);
        }
    }

    private Outcome run(Player.Casting echoes, ServerProcess echo, Optional<Long> pid)
            throws IOException, InterruptedException {
        Player.Casting events = target.startInstance();
        Load.during(warmup, connections, echoes);
        Load.during(warmup, connections, events);
        Duration turn = time.dividedBy(turns);
        List<Measurement> floors = new ArrayList<>();
        List<Measurement> loads = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            floors.add(Measurement.of(() -> Load.during(turn, connections, echoes), Optional.of(echo.pid())));
            loads.add(Measurement.of(() -> Load.during(turn, connections, events), pid));
            ratios.add(loads.get(i).microsPerRoundTrip() / floors.get(i).microsPerRoundTrip());
        }
        Measurement floor = sum(floors).withReady(Optional.of(echo.readyNanos()));
        return new Outcome(floor, sum(loads), ratios);
    }

    private static Measurement sum(List<Measurement> measurements) {
        return measurements.stream().reduce(Measurement::and).orElseThrow();
    }
}
