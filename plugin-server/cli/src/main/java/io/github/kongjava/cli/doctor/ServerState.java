package io.github.kongjava.cli.doctor;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the server that listens on a socket for its state. */
public final class ServerState {

    private static final WorkerOptions OPTIONS = WorkerOptions.kong().withReadTimeout(Duration.ofSeconds(10));

    private ServerState() {}

    /**
     * The server's state.
     *
     * @throws IOException if nobody listens or what listens is none of ours; the message says so, with the path
     */
    public static Value.Table ask(Path socket) throws IOException {
        ServerMessage answer;
        try (KongWorker worker = KongWorker.connect(socket, Protocol.MSGPACK, OPTIONS)) {
            answer = worker.ask(KongMessage.ServerStatus::new);
        } catch (IOException e) {
            throw new IOException("no server answers on " + socket + ": " + e.getMessage(), e);
        }
        if (answer instanceof ServerMessage.Other other && other.result() instanceof Value.Table table) {
            return table;
        }
        throw new IOException("what listens on " + socket + " is no kong-java server: it answered with "
                + answer.getClass().getSimpleName());
    }
}
