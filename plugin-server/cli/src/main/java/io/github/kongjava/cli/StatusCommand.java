package io.github.kongjava.cli;

import io.github.kongjava.cli.doctor.ServerState;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running server how it is. */
@Command(
        name = "status",
        description = "Prints the plugins, instances, events, failures and times of a running server.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--socket", required = true, paramLabel = "PATH", description = "Path of the server's socket.")
    private Path socket = Path.of("");

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure, IOException {
        Value.Table status = ask();
        System.out.println(json ? StatusText.json(status) : StatusText.table(status));
        return 0;
    }

    private Value.Table ask() throws CommandFailure {
        try {
            return ServerState.ask(socket);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
