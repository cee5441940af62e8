package io.github.kongjava.benchmarks;

import io.github.kongjava.benchmarks.load.DecisionService;
import io.github.kongjava.benchmarks.load.HttpPlayer;
import io.github.kongjava.benchmarks.load.Load;
import io.github.kongjava.benchmarks.load.Player;
import io.github.kongjava.benchmarks.load.ServerProcess;
import io.github.kongjava.benchmarks.load.Target;
import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The plugin forward-auth beside what it cannot do without: its PDK calls alone, and a bare HTTP exchange alone. */
@Command(
        name = "forward-auth-comparison",
        mixinStandardHelpOptions = true,
        description = "Measures forward-auth beside a bare HTTP exchange and bare PDK calls, in turns.")
public final class ForwardAuthComparison implements Callable<Integer> {

    private static final String HEAD = """
            | connections | PDK calls | us: PDK calls alone | HTTP exchange alone | forward-auth | **ratio to both** | of the turns | PDK calls, cached | us: alone | forward-auth, cached | **ratio** | of the turns |
            |---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---|
            """;

    @Option(names = "--connections", split = ",", defaultValue = "1,16", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description = "Each of a turn's parts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Of each part (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(names = "--turns", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int turns;

    /** One thing that is measured, and how long an event of it took in each turn, in µs. */
    private record Part(Player.Casting casting, List<Double> micros) {

        Part(Player.Casting casting) {
            this(casting, new ArrayList<>());
        }

        Load.Played play(int count, int seconds) throws IOException, InterruptedException {
            return Load.during(Duration.ofSeconds(seconds), count, casting);
        }

        void turn(int count, int seconds) throws IOException, InterruptedException {
            Load.Played played = play(count, seconds);
            micros.add(played.nanos() / 1e3 / played.events());
        }
    }

    /** Exit code 0 when all went well. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ForwardAuthComparison()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("kong-java-comparison");
        Path socket = directory.resolve("bench.socket");
        try (ServerProcess server = ServerProcess.java(BenchServer.class, socket);
                DecisionService service = DecisionService.start()) {
            System.out.print(HEAD);
            for (int count : connections) {
                System.out.println(row(socket, service, count));
            }
            System.out.printf(Locale.ROOT, "%nThe server is process %d.%n", server.pid());
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(directory);
        }
        return 0;
    }

    private String row(Path socket, DecisionService service, int count) throws IOException, InterruptedException {
        Part asking = plugin(socket, service, "\"cache\": {\"enabled\": false}");
        Part cached = plugin(socket, service, "\"cache\": {\"enabled\": true, \"allow_for\": 3600000}");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Part exchange = new Part(() -> new HttpPlayer(client, service.address()));
        int calls = calls(asking, service, count, true);
        int callsCached = calls(cached, service, count, false);
        Part bare = calling(socket, calls);
        Part bareCached = calling(socket, callsCached);
        List<Part> parts = List.of(exchange, bare, asking, bareCached, cached);
        for (Part part : parts) {
            part.play(count, warmup);
        }
        for (int i = 0; i < turns; i++) {
            for (Part part : parts) {
                part.turn(count, seconds);
            }
        }
        List<Double> ratios = new ArrayList<>();
        List<Double> ratiosCached = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            ratios.add(asking.micros().get(i)
                    / (bare.micros().get(i) + exchange.micros().get(i)));
            ratiosCached.add(cached.micros().get(i) / bareCached.micros().get(i));
        }
        return String.format(
                Locale.ROOT,
                "| %d | %d | %.0f | %.0f | %.0f | **%.2f** | %s | %d | %.0f | %.0f | **%.2f** | %s |",
                count,
                calls,
                median(bare.micros()),
                median(exchange.micros()),
                median(asking.micros()),
                median(ratios),
                range(ratios),
                callsCached,
                median(bareCached.micros()),
                median(cached.micros()),
                median(ratiosCached),
                range(ratiosCached));
    }

    private static Part plugin(Path socket, DecisionService service, String cache) throws IOException {
        String config = "{\"service_url\": \"" + service.address()
                + "\", \"timeout\": 20000, \"upstream_headers\": [\"X-User\"], " + "\"max_concurrent\": 10000, " + cache
                + "}";
        return new Part(
                new Target(socket, Protocol.PROTOBUF, "forward-auth", config, List.of("access")).startInstance());
    }

    private static Part calling(Path socket, int calls) throws IOException {
        String config = "{\"calls\":" + calls + "}";
        return new Part(new Target(socket, Protocol.PROTOBUF, "bench", config, List.of("access")).startInstance());
    }

    /** How many PDK calls an event makes; each is a round trip, and the end of the event one more. */
    private static int calls(Part part, DecisionService service, int count, boolean asksEachTime)
            throws IOException, InterruptedException {
        part.play(count, 1);
        long before = service.asked();
        Load.Played played = part.play(count, 1);
        long asked = service.asked() - before;
        if (asked != (asksEachTime ? played.events() : 0)) {
            throw new IOException("the service was asked " + asked + " times for " + played.events() + " events");
        }
        return (int) (played.roundTrips().count() / played.events()) - 1;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String range(List<Double> ratios) {
        return String.format(
                Locale.ROOT,
                "%.2f to %.2f",
                ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
