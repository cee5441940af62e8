package io.github.kongjava.server.event;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.barrier.Verdict;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.transport.Connection.Peek;
import io.github.kongjava.server.transport.Wakeup;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * An event of {@code MsgPack:1}.
 *
 * <p>A thread whose event waits for the result of a PDK call goes on serving the connection that the call was sent on, since
 * that is where the result mostly comes. If it comes on another connection, the thread that reads it there hands it over
 * together with that connection, and takes the one that this thread was waiting on in exchange. If something else comes on
 * this connection, it goes to another thread together with the connection. So each connection has exactly one thread at any
 * time, and in the common case nothing is handed over at all.
 *
 * <p>Fields are guarded by the object's monitor.
 */
final class MsgPackEvent extends Event {

    /**
     * What becomes of a step that is offered to an event.
     *
     * @param taken whether the event waited for it
     * @param inReturn the connection that the offering thread owns now
     */
    record Handover(boolean taken, @Nullable MsgPackConversation inReturn) {}

    private record Resumption(MsgPackConversation conversation, KongMessage.Step step) {}

    private static final Logger LOG = System.getLogger("io.github.kongjava");
    private static final ThreadLocal<@Nullable Wakeup> WAKEUPS = new ThreadLocal<>();

    private final Conversations conversations;
    private @Nullable MsgPackConversation owned;
    private long request;
    private @Nullable Resumption resumption;
    private @Nullable Wakeup polling;

    MsgPackEvent(
            long number,
            Instance instance,
            Phase phase,
            Conversations conversations,
            MsgPackConversation conversation,
            long request) {
        super(number, instance, phase);
        this.conversations = conversations;
        this.owned = conversation;
        this.request = request;
    }

    /** Ends the pipe of a thread that ends. */
    static void closeWakeup() {
        Wakeup wakeup = WAKEUPS.get();
        if (wakeup != null) {
            WAKEUPS.remove();
            try {
                wakeup.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "cannot close a pipe: " + e.getMessage());
            }
        }
    }

    @Override
    public Protocol protocol() {
        return Protocol.MSGPACK;
    }

    @Override
    public Value call(PdkCall call) {
        check();
        if (!enterCall()) {
            check();
            throw abandon(Ending.ABANDONED);
        }
        boolean interrupted = Thread.interrupted(); // waiting for Kong is not the plugin's wait
        try {
            MsgPackConversation conversation = owned();
            if (conversation == null) {
                throw abandon(Ending.DETACHED);
            }
            conversation.call(request, number(), call);
            Value value = await(call);
            leaveCall();
            return value;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> place() + " lost its connection: " + e.getMessage());
            disown();
            throw abandon(Ending.ABANDONED);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable MsgPackConversation owned() {
        return owned;
    }

    private synchronized void disown() {
        MsgPackConversation conversation = owned;
        owned = null;
        if (conversation != null) {
            conversation.close();
        }
    }

    private Value await(PdkCall call) throws IOException {
        while (true) {
            if (nanosLeft() <= 0 && giveUpWaiting(call)) {
                throw abandon(Ending.ABANDONED);
            }
            MsgPackConversation conversation = beginPolling();
            if (conversation == null) {
                Value value = awaitHandover();
                if (value != null) {
                    return value;
                }
                continue;
            }
            boolean readable = conversation.hasUnread() || poll(conversation);
            Value handed = endPolling();
            if (handed != null) {
                return handed;
            }
            if (readable) {
                Value value = readOwn(conversation);
                if (value != null) {
                    return value;
                }
            }
        }
    }

    /** The deadline has passed; false if the result has come in the last moment. */
    private boolean giveUpWaiting(PdkCall call) {
        synchronized (this) {
            if (resumption != null) {
                return false;
            }
            conversations
                    .abandoned()
                    .remember(number(), instance().plugin().onFailure().failed(phase()));
            giveUp(Ending.ABANDONED);
        }
        LOG.log(
                Level.WARNING,
                place() + " got no answer to " + call.function().path()
                        + " before its deadline: the client has gone, or the call failed in Kong");
        return true;
    }

    /** From now on a step that comes elsewhere takes the connection away; null if there is none, or no need to poll. */
    private @Nullable MsgPackConversation beginPolling() throws IOException {
        Wakeup wakeup = wakeup();
        synchronized (this) {
            if (resumption != null || owned == null) {
                return null;
            }
            polling = wakeup;
            return owned;
        }
    }

    private static Wakeup wakeup() throws IOException {
        Wakeup wakeup = WAKEUPS.get();
        if (wakeup == null) {
            wakeup = Wakeup.open();
            WAKEUPS.set(wakeup);
        }
        return wakeup;
    }

    private boolean poll(MsgPackConversation conversation) throws IOException {
        return wakeup().await(conversation.connection(), nanosLeft());
    }

    /** Ends the polling; the result, if it was handed over meanwhile. */
    private @Nullable Value endPolling() throws IOException {
        synchronized (this) {
            polling = null;
            if (resumption == null) {
                return null;
            }
        }
        wakeup().drain();
        return takeResumption();
    }

    private @Nullable Value awaitHandover() {
        synchronized (this) {
            long left = nanosLeft();
            while (resumption == null && left > 0) {
                try {
                    wait(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    LOG.log(Level.DEBUG, () -> place() + " was interrupted while it waited for Kong");
                }
                left = nanosLeft();
            }
        }
        return takeResumption();
    }

    /** Goes on on the connection that the result came on; one that is still owned goes to another thread. */
    private @Nullable Value takeResumption() {
        MsgPackConversation left;
        Value data;
        synchronized (this) {
            Resumption taken = resumption;
            if (taken == null) {
                return null;
            }
            left = owned;
            resumption = null;
            owned = taken.conversation();
            request = taken.step().id();
            data = taken.step().data();
        }
        if (left != null) {
            conversations.dispatch().execute(() -> conversations.serve(left));
        }
        return data;
    }

    /** Reads what has come on the own connection: the result, or something for others. */
    private @Nullable Value readOwn(MsgPackConversation conversation) {
        KongMessage[] read = {null};
        if (!conversation.guarded(() -> read[0] = conversation.read())) {
            disown();
            return null;
        }
        KongMessage first = read[0];
        synchronized (this) {
            if (resumption == null && first instanceof KongMessage.Step step && step.event() == number()) {
                request = step.id();
                return step.data();
            }
            owned = null;
        }
        if (first == null) {
            conversations.dispatch().execute(() -> conversations.serve(conversation.connection()));
        } else {
            conversations.dispatch().execute(() -> conversations.serve(conversation, first));
        }
        return null;
    }

    /** Offers the result that this event waits for; called by the thread that read it on another connection. */
    Handover resume(MsgPackConversation conversation, KongMessage.Step step) throws IOException {
        synchronized (this) {
            if (!isCalling() || ending() != null || resumption != null) {
                return new Handover(false, null);
            }
            resumption = new Resumption(conversation, step);
            if (polling == null) {
                notifyAll();
                return new Handover(true, null);
            }
            MsgPackConversation inReturn = owned;
            owned = null;
            polling.wake();
            polling = null;
            return new Handover(true, inReturn);
        }
    }

    /** Ends the event on the wire, if Kong still waits for it; gives the connection that the thread owns then. */
    @Nullable
    MsgPackConversation end(Verdict verdict) {
        MsgPackConversation conversation;
        long unanswered;
        synchronized (this) {
            conversation = owned;
            unanswered = request;
            Resumption unused = resumption;
            if (unused != null) {
                conversations.dispatch().execute(() -> conversations.serve(unused.conversation(), unused.step()));
            }
        }
        if (conversation == null || ending() != null) {
            return conversation;
        }
        return conversation.guarded(() -> conversation.end(unanswered, number(), verdict)) ? conversation : null;
    }

    /** Data means that Kong has given up on this event and uses the connection for something else. */
    @Override
    Peek look() {
        MsgPackConversation conversation = owned;
        return conversation == null ? Peek.NOTHING : conversation.connection().peek();
    }

    @Override
    void takenOver(Ending why) {
        MsgPackConversation conversation;
        synchronized (this) {
            conversation = owned;
            owned = null;
        }
        if (conversation == null) {
            return;
        }
        switch (why) {
            case DETACHED -> conversation.goOn();
            case ABANDONED -> conversation.close();
            case DEADLINE -> answerLate(conversation);
        }
    }

    private void answerLate(MsgPackConversation conversation) {
        if (conversation.guarded(() -> conversation.end(
                request, number(), instance().plugin().onFailure().failed(phase())))) {
            conversation.goOn();
        }
    }
}
