package io.github.kongjava.server.event;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.barrier.Verdict;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.MsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackScanner;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.ProtocolDetection;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.transport.Connection;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code MsgPack:1} on one connection. Events are not tied to connections: after each answer Kong may go on with another
 * event here, and with this one elsewhere. So a thread that serves a connection may leave it for another one on its way; see
 * {@link MsgPackEvent}.
 */
final class MsgPackConversation extends Conversation {

    /** This text in an error makes Kong start the instance anew and repeat the event; any other lets the request pass. */
    private static final String UNKNOWN_INSTANCE = "no plugin instance ";

    private final Conversations conversations;
    private final Dispatch dispatch;
    private final MsgPackScanner scanner;

    MsgPackConversation(Connection connection, Conversations conversations, int maxMessage) {
        super(connection);
        this.conversations = conversations;
        this.dispatch = conversations.dispatch();
        this.scanner = MsgPackScanner.ofRequests(maxMessage);
    }

    @Override
    @Nullable
    Connection serve() {
        return serve(this, null);
    }

    /** Serves the connection, beginning with a message that was already read from it. */
    @Nullable
    Connection serveFrom(KongMessage first) {
        return serve(this, first);
    }

    @Override
    void goOn() {
        conversations.serve(this);
    }

    /** The calling thread owns one connection at a time, if any; which one may change with each message. */
    private static @Nullable Connection serve(MsgPackConversation begin, @Nullable KongMessage first) {
        MsgPackConversation owned = begin;
        KongMessage message = first;
        while (owned != null) {
            MsgPackConversation current = owned;
            if (message == null) {
                KongMessage[] read = {null};
                if (!current.guarded(() -> read[0] = current.read())) {
                    return null;
                }
                message = read[0];
                if (message == null) {
                    return current.connection();
                }
            }
            KongMessage given = message;
            message = null;
            MsgPackConversation[] next = {null};
            owned = current.guarded(() -> next[0] = current.answer(given)) ? next[0] : null;
        }
        return null;
    }

    /** Whether a read would not have to wait for the first byte of a message. */
    boolean hasUnread() {
        return connection().available() > 0;
    }

    /** Waits for the next message; null if it is none of this protocol, or the connection is at its end. */
    @Nullable
    KongMessage read() throws IOException, ProtocolException {
        Connection connection = connection();
        if (!Conversations.goesOn(connection, ProtocolDetection.Result.MSGPACK)) {
            return null;
        }
        int length;
        while ((length = scanner.scan(connection.bytes(), connection.start(), connection.end())) < 0) {
            if (length == MsgPackScanner.SURPLUS) {
                connection.replace(scanner.surplusAt(), scanner.takeSurplus(), MsgPackScanner.TOO_LARGE);
            } else if (!connection.read()) {
                throw new IOException("Kong went away in the middle of a message");
            }
        }
        KongMessage message = MsgPackCodec.decode(connection.bytes(), connection.start(), connection.start() + length);
        connection.consume(length);
        return message;
    }

    /** Answers a message; gives the connection that the thread owns then. */
    private @Nullable MsgPackConversation answer(KongMessage message) throws IOException, ProtocolException {
        if (message instanceof KongMessage.HandleEvent handle) {
            return handle(handle);
        }
        if (message instanceof KongMessage.Step step) {
            return step(step);
        }
        if (message instanceof KongMessage.StartInstance start) {
            return start(start);
        }
        if (message instanceof KongMessage.StepError failed) {
            return step(new KongMessage.Step(failed.id(), failed.event(), Value.NIL)); // as for any function that fails
        }
        if (!(message instanceof KongMessage.Notification)) {
            encodeAnswer(message);
            send();
        }
        return this;
    }

    private void encodeAnswer(KongMessage message) throws IOException {
        long id = message.id();
        if (message instanceof KongMessage.CloseInstance close) {
            MsgPackCodec.encodeInstance(out(), id, Answers.close(dispatch, close));
        } else if (message instanceof KongMessage.InstanceStatus asked) {
            Answers.state(dispatch, asked)
                    .ifPresentOrElse(
                            state -> MsgPackCodec.encodeInstance(out(), id, state),
                            () -> MsgPackCodec.encodeError(out(), id, UNKNOWN_INSTANCE + asked.instance()));
        } else if (message instanceof KongMessage.PluginNames) {
            MsgPackCodec.encodePluginNames(out(), id, Answers.pluginNames(dispatch));
        } else if (message instanceof KongMessage.PluginInfo asked) {
            Answers.plugin(dispatch, asked)
                    .ifPresentOrElse(
                            plugin -> MsgPackCodec.encodePluginInfo(out(), id, plugin),
                            () -> MsgPackCodec.encodeError(out(), id, "this plugin server has no such plugin"));
        } else if (message instanceof KongMessage.ServerStatus) {
            MsgPackCodec.encodeResult(out(), id, Status.of(dispatch));
        } else if (message instanceof KongMessage.Adopt adopt) {
            encodeAdoption(adopt);
        } else {
            MsgPackCodec.encodeError(out(), id, "this plugin server does not know this request");
        }
    }

    private void encodeAdoption(KongMessage.Adopt adopt) throws IOException {
        Adoption adoption = dispatch.adopter().adopt(connection().peer(), adopt.identity(), adopt.launcher());
        if (adoption instanceof Adoption.Agreed agreed) {
            Map<String, Value> result =
                    Map.of("Server", new Value.Whole(agreed.server()), "Lifeline", new Value.Whole(agreed.lifeline()));
            MsgPackCodec.encodeResult(out(), adopt.id(), new Value.Table(result));
        } else if (adoption instanceof Adoption.Refused refused) {
            MsgPackCodec.encodeError(out(), adopt.id(), refused.reason());
        }
    }

    private @Nullable MsgPackConversation handle(KongMessage.HandleEvent handle) throws IOException {
        Optional<Instance> acquired = dispatch.isDraining()
                ? Optional.empty()
                : dispatch.instances().acquire(handle.instance(), System.nanoTime());
        if (acquired.isEmpty()) {
            MsgPackCodec.encodeError(out(), handle.id(), UNKNOWN_INSTANCE + handle.instance());
            send();
            return this;
        }
        Instance instance = acquired.get();
        long number = dispatch.works().number();
        Optional<Phase> phase = Dispatch.phase(instance, handle.phase());
        Verdict verdict = phase.isEmpty() ? Verdict.END : dispatch.refusal(instance, phase.get());
        if (verdict != null) {
            dispatch.instances().release(instance);
            end(handle.id(), number, verdict);
            return this;
        }
        MsgPackEvent event = new MsgPackEvent(number, instance, phase.orElseThrow(), conversations, this, handle.id());
        verdict = dispatch.run(event);
        return verdict == null ? null : event.end(verdict);
    }

    /** Hands a PDK call's result to its event, in exchange for the connection that the event's thread served meanwhile. */
    @Nullable
    MsgPackConversation step(KongMessage.Step step) throws IOException {
        Optional<Work> work = dispatch.works().find(step.event());
        if (work.isPresent() && work.get() instanceof MsgPackEvent event) {
            MsgPackEvent.Handover handover = event.resume(this, step);
            if (handover.taken()) {
                return handover.inReturn();
            }
        }
        end(step.id(), step.event(), conversations.abandoned().verdict(step.event()));
        return this;
    }

    void call(long request, long event, PdkCall call) throws IOException {
        MsgPackCodec.encodeCall(out(), request, event, call);
        send();
    }

    void end(long request, long event, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.Exit exit) {
            call(request, event, exit.call());
        } else {
            MsgPackCodec.encodeEnd(out(), request, event);
            send();
        }
    }

    private @Nullable MsgPackConversation start(KongMessage.StartInstance start) throws IOException {
        StartResult result = Start.run(dispatch, this, start);
        if (result instanceof StartResult.Started started) {
            MsgPackCodec.encodeInstance(out(), start.id(), Answers.state(started.instance()));
            send();
            return this;
        }
        if (result instanceof StartResult.Failed failed) {
            startFailed(start.id(), failed.reason());
            return this;
        }
        return null;
    }

    @Override
    void startFailed(long request, String reason) throws IOException {
        MsgPackCodec.encodeError(out(), request, reason);
        send();
    }
}
