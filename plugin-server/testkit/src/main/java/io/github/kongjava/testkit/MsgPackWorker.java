package io.github.kongjava.testkit;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackScanner;
import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.LinkFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** {@code MsgPack:1}: each message may go over another connection than the one before. */
final class MsgPackWorker implements KongWorker {

    private final Pool pool;
    private final AtomicLong lastId = new AtomicLong();

    MsgPackWorker(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Protocol protocol() {
        return Protocol.MSGPACK;
    }

    @Override
    public StartResult startInstance(String plugin, String config) {
        byte[] json = config.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            ServerMessage answer = ask(id -> new KongMessage.StartInstance(id, plugin, json));
            if (answer instanceof ServerMessage.Instance instance) {
                return new StartResult.Started(instance.instance().id());
            }
            return new StartResult.Failed(
                    answer instanceof ServerMessage.Failed failed ? error(failed) : "the answer is " + answer);
        } catch (LinkFailure e) {
            return new StartResult.Failed(e.what());
        }
    }

    @Override
    public boolean closeInstance(int instance) {
        try {
            return !(ask(id -> new KongMessage.CloseInstance(id, instance)) instanceof ServerMessage.Failed);
        } catch (LinkFailure e) {
            return false;
        }
    }

    @Override
    public EventResult event(int instance, String phase, PdkAnswers answers) {
        List<PdkCall> calls = new ArrayList<>();
        try {
            ServerMessage answer = ask(id -> new KongMessage.HandleEvent(id, instance, phase));
            while (answer instanceof ServerMessage.Call call) {
                Optional<PdkFunction> function = PdkFunction.ofPath(call.method());
                if (function.isEmpty()) {
                    throw new LinkFailure(Kind.GARBAGE, "a call of " + call.method() + ", which is no PDK function");
                }
                PdkCall made = new PdkCall(function.get(), call.arguments());
                calls.add(made);
                PdkAnswers.Answer result = answers.answer(made);
                if (result instanceof PdkAnswers.Answer.Exit) {
                    return new EventResult.Exited(List.copyOf(calls));
                }
                if (result instanceof PdkAnswers.Answer.Throw thrown) {
                    return new EventResult.Threw(thrown.error(), List.copyOf(calls));
                }
                Value value = ((PdkAnswers.Answer.Reply) result).value();
                answer = step(call.event(), value, function.get());
            }
            return end(answer, List.copyOf(calls));
        } catch (LinkFailure e) {
            return e.result(calls);
        }
    }

    private static EventResult end(ServerMessage answer, List<PdkCall> calls) {
        if (answer instanceof ServerMessage.Ended) {
            return new EventResult.Ended(calls);
        }
        if (answer instanceof ServerMessage.Failed failed && failed.error() instanceof Value.Text) {
            return new EventResult.ErrorText(error(failed), calls);
        }
        return new EventResult.Garbage("the answer is " + answer, calls);
    }

    private static String error(ServerMessage.Failed failed) {
        return failed.error() instanceof Value.Text text
                ? text.string()
                : failed.error().toString();
    }

    @Override
    public ServerMessage ask(LongFunction<KongMessage> message) throws LinkFailure {
        long id = lastId.incrementAndGet();
        return roundTrip(id, out -> KongMsgPackCodec.encode(out, message.apply(id)));
    }

    private ServerMessage step(long event, Value value, PdkFunction function) throws LinkFailure {
        long id = lastId.incrementAndGet();
        KongMessage.Step step = new KongMessage.Step(id, event, value);
        return roundTrip(id, out -> KongMsgPackCodec.encodeStep(out, step, function));
    }

    private ServerMessage roundTrip(long id, Consumer<OutputBuffer> message) throws LinkFailure {
        Link link = pool.take();
        boolean answered = false;
        try {
            message.accept(link.out);
            link.send();
            ServerMessage answer = receive(link);
            if (id(answer) != id) {
                throw new LinkFailure(Kind.GARBAGE, "an answer to message " + id(answer) + ", not to " + id);
            }
            answered = true;
            return answer;
        } finally {
            if (answered) {
                pool.giveBack(link);
            } else {
                link.close();
            }
        }
    }

    static ServerMessage receive(Link link) throws LinkFailure {
        MsgPackScanner scanner = new MsgPackScanner();
        try {
            while (true) {
                int length = scanner.scan(link.bytes(), link.from(), link.to());
                if (length == MsgPackScanner.INCOMPLETE) {
                    link.more(scanner.insideMessage());
                    continue;
                }
                ServerMessage message = KongMsgPackCodec.decode(link.bytes(), link.from(), link.from() + length);
                link.used(length);
                if (!(message instanceof ServerMessage.Notification)) {
                    return message;
                }
            }
        } catch (ProtocolException e) {
            throw new LinkFailure(Kind.GARBAGE, String.valueOf(e.getMessage()));
        }
    }

    private static long id(ServerMessage message) {
        if (message instanceof ServerMessage.Call call) {
            return call.id();
        }
        if (message instanceof ServerMessage.Ended ended) {
            return ended.id();
        }
        if (message instanceof ServerMessage.Instance instance) {
            return instance.id();
        }
        if (message instanceof ServerMessage.Failed failed) {
            return failed.id();
        }
        return message instanceof ServerMessage.Other other ? other.id() : -1;
    }

    @Override
    public void close() {
        pool.close();
    }
}
