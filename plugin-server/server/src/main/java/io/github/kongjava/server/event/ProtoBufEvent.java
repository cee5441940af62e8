package io.github.kongjava.server.event;

import io.github.kongjava.pdk.KongAnswerException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.transport.Connection.Peek;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** An event of {@code ProtoBuf:1}: it has a connection of its own. */
final class ProtoBufEvent extends Event {

    private static final Logger LOG = System.getLogger("io.github.kongjava");

    private final ProtoBufConversation conversation;
    private final long sequence;

    ProtoBufEvent(long number, Instance instance, Phase phase, ProtoBufConversation conversation, long sequence) {
        super(number, instance, phase);
        this.conversation = conversation;
        this.sequence = sequence;
    }

    @Override
    public Protocol protocol() {
        return Protocol.PROTOBUF;
    }

    @Override
    public Value call(PdkCall call) {
        check();
        if (!enterCall()) {
            check();
            throw abandon(Ending.ABANDONED);
        }
        Value value;
        try {
            value = conversation.call(call);
        } catch (IOException e) {
            value = null;
        } catch (ProtocolException e) {
            leaveCall();
            throw new KongAnswerException(call.function().path() + ": " + e.getMessage());
        }
        if (value == null) {
            LOG.log(
                    Level.INFO,
                    place() + " ended by Kong at " + call.function().path()
                            + ": the client has gone, or the call failed in Kong");
            throw abandon(Ending.ABANDONED);
        }
        if (nanosLeft() <= 0) {
            throw abandon(Ending.DEADLINE);
        }
        leaveCall();
        return value;
    }

    /** Kong sends nothing on its own while the plugin's code runs, so data is as bad as an end. */
    @Override
    Peek look() {
        Peek peek = conversation.connection().peek();
        return peek == Peek.DATA ? Peek.END : peek;
    }

    @Override
    void takenOver(Ending why) {
        if (why != Ending.DEADLINE) {
            conversation.close();
            return;
        }
        if (conversation.guarded(
                () -> conversation.end(sequence, instance().plugin().onFailure().failed(phase())))) {
            conversation.goOn();
        }
    }
}
