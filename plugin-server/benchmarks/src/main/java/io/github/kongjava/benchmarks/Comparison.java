package io.github.kongjava.benchmarks;

import io.github.kongjava.benchmarks.load.Measurement;
import io.github.kongjava.benchmarks.load.ServerProcess;
import io.github.kongjava.benchmarks.load.Target;
import io.github.kongjava.benchmarks.load.Trial;
import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The plugin server in both protocols, with few and many connections and calls, as ratios to the floor. */
@Command(
        name = "comparison",
        mixinStandardHelpOptions = true,
        description = "Measures the plugin server beside a bare echo and prints a Markdown table of ratios.")
public final class Comparison implements Callable<Integer> {

    private static final String HEAD = """
            | protocol | connections | PDK calls | events/s | us a round trip: server | floor | **ratio** | ratios of the turns | p50 ratio | p99 ratio | server CPU us an event | CPU ratio a round trip | RSS MiB |
            |---|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|
            """;

    @Option(names = "--connections", split = ",", defaultValue = "1,16,64", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> connections = List.of();

    @Option(names = "--calls", split = ",", defaultValue = "0,2,10", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> calls = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "How long each case is measured, and its floor as well (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "2", description = "Before each case (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--turns",
            defaultValue = "5",
            description = "Turns of server and floor (default: ${DEFAULT-VALUE}).")
    private int turns;

    /** Exit code 0 when all went well. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Comparison()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("kong-java-comparison");
        Path socket = directory.resolve("bench.socket");
        try (ServerProcess server = ServerProcess.java(BenchServer.class, socket)) {
            System.out.print(HEAD);
            for (Protocol protocol : List.of(Protocol.PROTOBUF, Protocol.MSGPACK)) {
                for (int count : connections) {
                    for (int each : calls) {
                        measure(server, socket, protocol, count, each);
                    }
                }
            }
            System.out.printf(Locale.ROOT, "%nTime to ready: %.0f ms%n", server.readyNanos() / 1e6);
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(directory);
        }
        return 0;
    }

    private void measure(ServerProcess server, Path socket, Protocol protocol, int count, int each)
            throws IOException, InterruptedException {
        Target target = new Target(socket, protocol, "bench", "{\"calls\":" + each + "}", List.of("access"));
        Trial trial = new Trial(target, count, Duration.ofSeconds(seconds), Duration.ofSeconds(warmup), turns);
        Trial.Outcome outcome = trial.run(Optional.of(server.pid()));
        Measurement load = outcome.load();
        Measurement floor = outcome.floor();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.0f | %.1f | %.1f | **%.2f** | %s | %.2f | %.2f | %.1f | %.2f | %.0f |%n",
                protocol == Protocol.PROTOBUF ? "ProtoBuf" : "MsgPack",
                count,
                each,
                load.eventsPerSecond(),
                load.microsPerRoundTrip(),
                floor.microsPerRoundTrip(),
                outcome.ratio(),
                range(outcome.ratios()),
                load.percentileMicros(0.5) / floor.percentileMicros(0.5),
                load.percentileMicros(0.99) / floor.percentileMicros(0.99),
                load.cpuMicrosPerEvent().orElseThrow(),
                load.cpuMicrosPerRoundTrip().orElseThrow()
                        / floor.cpuMicrosPerRoundTrip().orElseThrow(),
                load.process().orElseThrow().rssKib() / 1024.0);
    }

    private static String range(List<Double> ratios) {
        return String.format(
                Locale.ROOT,
                "%.2f to %.2f",
                ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
