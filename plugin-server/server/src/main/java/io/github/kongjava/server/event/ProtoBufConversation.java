package io.github.kongjava.server.event;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.barrier.Verdict;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.protocol.InstanceState;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.PluginDescription;
import io.github.kongjava.server.protocol.ProtoBufCodec;
import io.github.kongjava.server.protocol.ProtocolDetection;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.transport.Connection;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ProtoBuf:1} on one connection. An event owns the connection from its beginning to its end, and runs in the thread
 * that owns it. The protocol has no errors: closing the connection tells Kong that the instance is unknown, and is done for
 * nothing else that a plugin does.
 */
final class ProtoBufConversation extends Conversation {

    private static final int LENGTH_BYTES = ProtoBufCodec.LENGTH_BYTES;

    private enum Next {
        /** The thread owns the connection and reads its next message. */
        GOES_ON,
        /** The next message is none of this protocol, or the connection is at its end. */
        NOT_PROTOBUF,
        /** The connection is closed, or another thread's. */
        OVER
    }

    private final Conversations conversations;
    private final Dispatch dispatch;
    private final int maxFrame;

    ProtoBufConversation(Connection connection, Conversations conversations, int maxFrame) {
        super(connection);
        this.conversations = conversations;
        this.dispatch = conversations.dispatch();
        this.maxFrame = maxFrame;
    }

    @Override
    @Nullable
    Connection serve() {
        Next[] next = {Next.GOES_ON};
        while (next[0] == Next.GOES_ON) {
            if (!guarded(() -> next[0] = exchange())) {
                return null;
            }
        }
        return next[0] == Next.NOT_PROTOBUF ? connection() : null;
    }

    @Override
    void goOn() {
        conversations.serve(this);
    }

    /** Reads a message and answers it. */
    private Next exchange() throws IOException, ProtocolException {
        Connection connection = connection();
        if (!Conversations.goesOn(connection, ProtocolDetection.Result.PROTOBUF)) {
            return Next.NOT_PROTOBUF;
        }
        int length = frame();
        if (length < 0) {
            throw new IOException("Kong went away in the middle of a message");
        }
        int begin = connection.start() + LENGTH_BYTES;
        KongMessage message = ProtoBufCodec.decodeCall(connection.bytes(), begin, begin + length);
        connection.consume(LENGTH_BYTES + length);
        return answer(message) ? Next.GOES_ON : Next.OVER;
    }

    /** Waits for a whole frame; its length, or -1 at the end of the stream. */
    private int frame() throws IOException, ProtocolException {
        Connection connection = connection();
        if (!connection.readAtLeast(LENGTH_BYTES)) {
            return -1;
        }
        int length = ProtoBufCodec.frameLength(connection.bytes(), connection.start(), maxFrame);
        return connection.readAtLeast(LENGTH_BYTES + length) ? length : -1;
    }

    /** Answers a message; false if the connection is closed then, or another thread's. */
    private boolean answer(KongMessage message) throws IOException, ProtocolException {
        if (message instanceof KongMessage.HandleEvent handle) {
            return handle(handle);
        }
        if (message instanceof KongMessage.StartInstance start) {
            return start(start);
        }
        if (!encodeAnswer(message)) {
            close(); // the protocol has no other way to say no
            return false;
        }
        send();
        return true;
    }

    private boolean encodeAnswer(KongMessage message) {
        long id = message.id();
        if (message instanceof KongMessage.CloseInstance close) {
            ProtoBufCodec.encodeInstance(out(), id, Answers.close(dispatch, close));
            return true;
        }
        if (message instanceof KongMessage.PluginNames) {
            ProtoBufCodec.encodePluginNames(out(), id, Answers.pluginNames(dispatch));
            return true;
        }
        if (message instanceof KongMessage.InstanceStatus asked) {
            Optional<InstanceState> state = Answers.state(dispatch, asked);
            state.ifPresent(known -> ProtoBufCodec.encodeInstance(out(), id, known));
            return state.isPresent();
        }
        if (message instanceof KongMessage.PluginInfo asked) {
            Optional<PluginDescription> plugin = Answers.plugin(dispatch, asked);
            plugin.ifPresent(known -> ProtoBufCodec.encodePluginInfo(out(), id, known));
            return plugin.isPresent();
        }
        return false;
    }

    private boolean handle(KongMessage.HandleEvent handle) throws IOException {
        Optional<Instance> acquired = dispatch.isDraining()
                ? Optional.empty()
                : dispatch.instances().acquire(handle.instance(), System.nanoTime());
        if (acquired.isEmpty()) {
            close(); // Kong starts the instance anew and repeats the event
            return false;
        }
        Instance instance = acquired.get();
        Optional<Phase> phase = Dispatch.phase(instance, handle.phase());
        Verdict verdict = phase.isEmpty() ? Verdict.END : dispatch.refusal(instance, phase.get());
        if (verdict != null) {
            dispatch.instances().release(instance);
            end(handle.id(), verdict);
            return true;
        }
        ProtoBufEvent event =
                new ProtoBufEvent(dispatch.works().number(), instance, phase.orElseThrow(), this, handle.id());
        verdict = dispatch.run(event);
        if (verdict == null) {
            return false;
        }
        if (event.ending() == Work.Ending.ABANDONED) {
            close();
            return false;
        }
        end(handle.id(), verdict);
        return true;
    }

    /** Ends an event on the wire. After an exit Kong sends nothing more and closes the connection when it likes. */
    void end(long sequence, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.Exit exit) {
            ProtoBufCodec.encodeCall(out(), exit.call());
        } else {
            ProtoBufCodec.encodeEnd(out(), sequence);
        }
        send();
    }

    /**
     * Sends a PDK call and waits for its answer.
     *
     * @return null if Kong closed the connection instead
     * @throws ProtocolException if the answer cannot be read; the conversation may go on
     */
    @Nullable
    Value call(PdkCall call) throws IOException, ProtocolException {
        ProtoBufCodec.encodeCall(out(), call);
        send();
        Connection connection = connection();
        if (!connection.readAtLeast(LENGTH_BYTES)) {
            return null;
        }
        long announced = ProtoBufCodec.frameLength(connection.bytes(), connection.start());
        if (announced > maxFrame) {
            return connection.skip(LENGTH_BYTES + announced) ? Value.TOO_LARGE : null;
        }
        int length = frame();
        return length < 0 ? null : reply(call.function(), length);
    }

    private Value reply(PdkFunction function, int length) throws ProtocolException {
        Connection connection = connection();
        int begin = connection.start() + LENGTH_BYTES;
        try {
            return ProtoBufCodec.decodeReply(function, connection.bytes(), begin, begin + length);
        } finally {
            connection.consume(LENGTH_BYTES + length);
        }
    }

    private boolean start(KongMessage.StartInstance start) throws IOException {
        StartResult result = Start.run(dispatch, this, start);
        if (result instanceof StartResult.Started started) {
            ProtoBufCodec.encodeInstance(out(), start.id(), Answers.state(started.instance()));
            send();
            return true;
        }
        if (result instanceof StartResult.Failed failed) {
            startFailed(start.id(), failed.reason());
        }
        return false;
    }

    /** The protocol's only error; Kong answers the client with a 500 and starts the instance again at the next request. */
    @Override
    void startFailed(long request, String reason) {
        close();
    }
}
