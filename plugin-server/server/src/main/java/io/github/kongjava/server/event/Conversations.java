package io.github.kongjava.server.event;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ProtocolDetection;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.transport.Connection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Serves connections, each in the protocol of its next message. Thread safe. */
final class Conversations {

    private static final Logger LOG = System.getLogger("io.github.kongjava");

    private final Dispatch dispatch;
    private final Abandoned abandoned = new Abandoned();
    private final int maxMessage;

    Conversations(Dispatch dispatch, int maxMessage) {
        this.dispatch = dispatch;
        this.maxMessage = maxMessage;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Abandoned abandoned() {
        return abandoned;
    }

    /** Serves a connection until its end, or until it belongs to another thread. */
    void serve(Connection connection) {
        Connection rest = connection;
        while (rest != null) {
            Conversation conversation = begin(rest);
            rest = conversation == null ? null : conversation.serve();
        }
    }

    /** Goes on with a conversation that another thread has left. */
    void serve(Conversation conversation) {
        Connection rest = conversation.serve();
        if (rest != null) {
            serve(rest);
        }
    }

    /** Goes on with a conversation, beginning with a message that was already read from it. */
    void serve(MsgPackConversation conversation, KongMessage first) {
        Connection rest = conversation.serveFrom(first);
        if (rest != null) {
            serve(rest);
        }
    }

    private @Nullable Conversation begin(Connection connection) {
        try {
            ProtocolDetection.Result result = detect(connection);
            switch (result) {
                case MSGPACK -> {
                    return new MsgPackConversation(connection, this, maxMessage);
                }
                case PROTOBUF -> {
                    return new ProtoBufConversation(connection, this, maxMessage);
                }
                case GARBAGE ->
                    LOG.log(Level.WARNING, "connection ended: it has begun with neither MsgPack:1 nor ProtoBuf:1");
                case NEED_MORE -> LOG.log(Level.DEBUG, "connection ended by Kong");
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "connection ended: " + e.getMessage());
        }
        close(connection);
        return null;
    }

    /** The protocol of the next message, for which it waits; {@code NEED_MORE} if the connection ends before. */
    static ProtocolDetection.Result detect(Connection connection) throws IOException {
        while (true) {
            ProtocolDetection.Result result =
                    ProtocolDetection.detect(connection.bytes(), connection.start(), connection.end());
            if (result != ProtocolDetection.Result.NEED_MORE || !connection.read()) {
                return result;
            }
        }
    }

    /**
     * Whether the connection's next message, for which it waits, is of the protocol.
     *
     * @return false if it is of the other protocol, or if the connection ends instead
     * @throws ProtocolException if it is of neither
     */
    static boolean goesOn(Connection connection, ProtocolDetection.Result protocol)
            throws IOException, ProtocolException {
        ProtocolDetection.Result next = detect(connection);
        if (next == ProtocolDetection.Result.GARBAGE) {
            throw new ProtocolException("what has come is neither MsgPack:1 nor ProtoBuf:1");
        }
        return next == protocol;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot close a connection: " + e.getMessage());
        }
    }
}
