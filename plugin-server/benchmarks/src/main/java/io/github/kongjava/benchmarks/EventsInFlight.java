package io.github.kongjava.benchmarks;

import io.github.kongjava.benchmarks.load.Gathering;
import io.github.kongjava.benchmarks.load.ProcessFigures;
import io.github.kongjava.benchmarks.load.ServerProcess;
import io.github.kongjava.benchmarks.load.Target;
import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds many events in flight at once in one server, all of them waiting for Kong, and says what memory that takes. */
@Command(
        name = "events-in-flight",
        mixinStandardHelpOptions = true,
        description = "Holds many ProtoBuf events in flight at once, each waiting for a PDK call's answer.")
public final class EventsInFlight implements Callable<Integer> {

    @Option(names = "--events", defaultValue = "2000", description = "How many at once (default: ${DEFAULT-VALUE}).")
    private int events;

    /** Exit code 0 when all events came to their end. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new EventsInFlight()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("kong-java-events");
        Path socket = directory.resolve("bench.socket");
        try (ServerProcess server = ServerProcess.java(BenchServer.class, socket)) {
            Target target = new Target(socket, Protocol.PROTOBUF, "bench", "{\"calls\":1}", List.of("access"));
            print("before", server);
            for (int round = 1; round <= 2; round++) {
                long begun = System.nanoTime();
                try (Gathering gathering = Gathering.of(target, events)) {
                    print(events + " events in flight, " + millis(begun), server);
                    gathering.finish();
                    print("all ended, " + millis(begun), server);
                }
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(directory);
        }
        return 0;
    }

    private static String millis(long begun) {
        return (System.nanoTime() - begun) / 1_000_000 + " ms";
    }

    private static void print(String when, ServerProcess server) throws IOException {
        ProcessFigures figures = ProcessFigures.of(server.pid());
        System.out.printf(
                Locale.ROOT,
                "%-40s %7.1f MiB resident, %5d threads, %6.2f s CPU%n",
                when,
                figures.rssKib() / 1024.0,
                figures.threads(),
                figures.cpuNanos() / 1e9);
    }
}
