package io.github.kongjava.cli;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.event.Adoption.Agreed;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.WorkerOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server that may have the socket's path already when another one is about to start. */
final class RunningServer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RunningServer() {}

    /** Asks it to go on under another launcher; empty if there is none, or if it is better replaced. */
    static Optional<Agreed> adopt(Path socket, String identity, Launcher launcher) {
        WorkerOptions options = WorkerOptions.kong().withReadTimeout(PATIENCE);
        try (KongWorker worker = KongWorker.connect(socket, Protocol.MSGPACK, options)) {
            return agreed(worker.ask(id -> new KongMessage.Adopt(id, identity, launcher.pid())));
        } catch (IOException e) {
            Logs.log(Level.DEBUG, "no server to go on with on " + socket + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Agreed> agreed(ServerMessage answer) {
        if (answer instanceof ServerMessage.Other other && other.result() instanceof Value.Table table) {
            Map<String, Value> fields = table.entries();
            if (fields.get("Server") instanceof Value.Whole server
                    && fields.get("Lifeline") instanceof Value.Whole lifeline) {
                return Optional.of(new Agreed(server.value(), (int) lifeline.value()));
            }
        }
        String why = answer instanceof ServerMessage.Failed failed && failed.error() instanceof Value.Text text
                ? text.string()
                : "it does not know how to go on";
        Logs.log(Level.INFO, "replaces the server that has the socket: " + why);
        return Optional.empty();
    }
}
