package io.github.kongjava.benchmarks;

import io.github.kongjava.benchmarks.load.Report;
import io.github.kongjava.benchmarks.load.ServerProcess;
import io.github.kongjava.benchmarks.load.Target;
import io.github.kongjava.benchmarks.load.Trial;
import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts load on any plugin server, as Kong would, and says what it costs beside a bare echo. */
@Command(
        name = "load-driver",
        mixinStandardHelpOptions = true,
        description = {
            "Plays Kong's side against any plugin server: starts an instance and raises events, one thread a connection,",
            "each PDK call answered at once. A bare echo of 64 bytes over the same kind of socket is measured in turns",
            "with it: the floor."
        })
public final class LoadDriver implements Callable<Integer> {

    @Option(names = "--socket", required = true, paramLabel = "PATH", description = "The plugin server's socket.")
    private Path socket = Path.of("");

    @Option(
            names = "--protocol",
            defaultValue = "protobuf",
            paramLabel = "NAME",
            description = "protobuf or msgpack (default: ${DEFAULT-VALUE}).")
    private String protocol = "";

    @Option(names = "--plugin", required = true, paramLabel = "NAME", description = "The plugin's name.")
    private String plugin = "";

    @Option(
            names = "--config",
            defaultValue = "{}",
            paramLabel = "JSON",
            description = "The plugin's configuration (default: ${DEFAULT-VALUE}).")
    private String config = "";

    @Option(
            names = "--phases",
            split = ",",
            defaultValue = "access",
            paramLabel = "PHASE",
            description = "The phases to call in turn, each an event (default: ${DEFAULT-VALUE}).")
    private List<String> phases = List.of();

    @Option(
            names = "--connections",
            defaultValue = "16",
            paramLabel = "N",
            description = "Connections, each with an event in flight (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "S",
            description = "How long the server is measured, and the floor as well (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "5",
            paramLabel = "S",
            description = "How long both are played before (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--turns",
            defaultValue = "5",
            paramLabel = "N",
            description = "Into how many turns of server and floor the time is cut (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The server's process, to see its CPU time and memory (Linux).")
    private Optional<Long> pid = Optional.empty();

    @Option(
            names = "--start",
            paramLabel = "COMMAND",
            description = "Starts the server with this command, in a shell, measures the time to ready,"
                    + " and ends it afterwards.")
    private Optional<String> start = Optional.empty();

    @Option(names = "--json", description = "Prints JSON in place of the table.")
    private boolean json;

    /** Exit code 0 when all went well, 1 when the server did not play its part, 2 for wrong options. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new LoadDriver())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("load-driver: " + e.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Target target = new Target(socket, protocol(), plugin, config, phases);
        Trial trial = new Trial(target, connections, Duration.ofSeconds(seconds), Duration.ofSeconds(warmup), turns);
        if (start.isEmpty()) {
            print(trial.run(pid));
            return 0;
        }
        List<String> command = List.of("/bin/sh", "-c", "exec " + start.get());
        try (ServerProcess server = ServerProcess.start(command, socket)) {
            Trial.Outcome outcome = trial.run(Optional.of(server.pid()));
            print(new Trial.Outcome(
                    outcome.floor(), outcome.load().withReady(Optional.of(server.readyNanos())), outcome.ratios()));
        }
        return 0;
    }

    private Protocol protocol() {
        return switch (protocol) {
            case "protobuf" -> Protocol.PROTOBUF;
            case "msgpack" -> Protocol.MSGPACK;
            default ->
                throw new IllegalArgumentException("--protocol is protobuf or msgpack, not \"" + protocol + "\"");
        };
    }

    private void print(Trial.Outcome outcome) {
        Report report = new Report(outcome);
        System.out.println(json ? report.json() : report.table());
    }
}
