package io.github.kongjava.server.event;

import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.transport.Connection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one connection. It belongs to one thread at a time, its owner: the thread that reads from it, or that runs
 * plugin code on behalf of the last message read.
 */
abstract class Conversation {

    private static final Logger LOG = System.getLogger("io.github.kongjava");

    private final Connection connection;
    private final OutputBuffer out = new OutputBuffer();

    Conversation(Connection connection) {
        this.connection = connection;
    }

    final Connection connection() {
        return connection;
    }

    final OutputBuffer out() {
        return out;
    }

    /** Sends what was written into {@link #out()}. */
    final void send() throws IOException {
        try {
            connection.write(out.view());
        } finally {
            out.clear();
        }
    }

    /** Answers that an instance could not be started. */
    abstract void startFailed(long request, String reason) throws IOException;

    /**
     * Serves the connection; the calling thread owns it.
     *
     * @return a connection that the thread owns and that goes on in the other protocol, or null if none does. Kong keeps one
     *     pool of connections for a path, whichever protocols its plugins speak.
     */
    abstract @Nullable Connection serve();

    /** Serves the connection on after the thread that owned it was left behind in plugin code. */
    abstract void goOn();

    /** Part of serving: what may go wrong with a connection, and ends it alone. */
    @FunctionalInterface
    interface Exchange {
        void run() throws IOException, ProtocolException;
    }

    /**
     * Runs a part of the conversation; a fault ends the connection with one log line.
     *
     * @return whether it went well
     */
    final boolean guarded(Exchange exchange) {
        try {
            exchange.run();
            return true;
        } catch (ProtocolException e) {
            LOG.log(Level.WARNING, "connection ended: " + e.getMessage());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection ended: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "connection ended by a fault of the plugin server", e);
        }
        close();
        return false;
    }

    final void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot close a connection: " + e.getMessage());
        }
    }
}
