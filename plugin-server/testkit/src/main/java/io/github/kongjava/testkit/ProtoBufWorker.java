package io.github.kongjava.testkit;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongProtoBufCodec;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.LinkFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** {@code ProtoBuf:1}: an event has a connection for itself until its end. */
final class ProtoBufWorker implements KongWorker {

    private final Pool pool;
    /** Kong's first sequence number is 2. */
    private final AtomicLong lastId = new AtomicLong(1);

    ProtoBufWorker(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Protocol protocol() {
        return Protocol.PROTOBUF;
    }

    @Override
    public StartResult startInstance(String plugin, String config) {
        byte[] json = config.getBytes(StandardCharsets.UTF_8);
        try {
            ServerMessage answer = ask(id -> new KongMessage.StartInstance(id, plugin, json));
            return answer instanceof ServerMessage.Instance instance
                    ? new StartResult.Started(instance.instance().id())
                    : new StartResult.Failed("the answer is " + answer);
        } catch (LinkFailure e) {
            return new StartResult.Failed(e.what());
        }
    }

    @Override
    public boolean closeInstance(int instance) {
        try {
            ask(id -> new KongMessage.CloseInstance(id, instance));
            return true;
        } catch (LinkFailure e) {
            return false;
        }
    }

    @Override
    public ServerMessage ask(LongFunction<KongMessage> message) throws LinkFailure {
        Link link = pool.take();
        boolean answered = false;
        try {
            send(link, message.apply(lastId.incrementAndGet()));
            ServerMessage answer = frame(link, KongProtoBufCodec::decodeReturn);
            answered = true;
            return answer;
        } finally {
            release(link, answered);
        }
    }

    @Override
    public EventResult event(int instance, String phase, PdkAnswers answers) {
        List<PdkCall> calls = new ArrayList<>();
        boolean ended = false;
        Link link = null;
        try {
            link = pool.take();
            send(link, new KongMessage.HandleEvent(lastId.incrementAndGet(), instance, phase));
            EventResult result = run(link, answers, calls);
            ended = result instanceof EventResult.Ended;
            return result;
        } catch (LinkFailure e) {
            return e.result(calls);
        } finally {
            if (link != null) {
                release(link, ended);
            }
        }
    }

    private static EventResult run(Link link, PdkAnswers answers, List<PdkCall> calls) throws LinkFailure {
        while (true) {
            String method =
                    frame(link, (bytes, from, to) -> new String(bytes, from, to - from, StandardCharsets.UTF_8));
            if (method.isEmpty()) {
                frame(link, KongProtoBufCodec::decodeReturn);
                return new EventResult.Ended(List.copyOf(calls));
            }
            Optional<PdkFunction> function = PdkFunction.ofPath(method).filter(f -> !f.msgPackOnly());
            if (function.isEmpty()) {
                throw new LinkFailure(Kind.GARBAGE, "a call of " + method + ", which ProtoBuf does not have");
            }
            PdkCall call = new PdkCall(
                    function.get(),
                    frame(
                            link,
                            (bytes, from, to) -> KongProtoBufCodec.decodeArguments(function.get(), bytes, from, to)));
            calls.add(call);
            PdkAnswers.Answer answer = answers.answer(call);
            if (answer instanceof PdkAnswers.Answer.Exit) {
                return new EventResult.Exited(List.copyOf(calls));
            }
            if (answer instanceof PdkAnswers.Answer.Throw thrown) {
                return new EventResult.Threw(thrown.error(), List.copyOf(calls));
            }
            Value value = ((PdkAnswers.Answer.Reply) answer).value();
            try {
                KongProtoBufCodec.encodeReply(link.out, function.get(), value);
            } catch (IllegalArgumentException e) {
                return new EventResult.Threw(method + ": " + e.getMessage(), List.copyOf(calls));
            }
            link.send();
        }
    }

    private static void send(Link link, KongMessage message) throws LinkFailure {
        KongProtoBufCodec.encode(link.out, message);
        link.send();
    }

    private void release(Link link, boolean reusable) {
        if (reusable) {
            pool.giveBack(link);
        } else {
            link.close();
        }
    }

    /** Reads one frame's content. */
    @FunctionalInterface
    interface Reading<T> {
        T read(byte[] bytes, int from, int to) throws ProtocolException;
    }

    static <T> T frame(Link link, Reading<T> reading) throws LinkFailure {
        await(link, Integer.BYTES);
        int length = length(link.bytes(), link.from());
        if (length < 0 || length > io.github.kongjava.server.protocol.Limits.MESSAGE_BYTES) {
            throw new LinkFailure(Kind.GARBAGE, "a frame of " + Integer.toUnsignedLong(length) + " bytes");
        }
        await(link, Integer.BYTES + length);
        int begin = link.from() + Integer.BYTES;
        try {
            return reading.read(link.bytes(), begin, begin + length);
        } catch (ProtocolException e) {
            throw new LinkFailure(Kind.GARBAGE, String.valueOf(e.getMessage()));
        } finally {
            link.used(Integer.BYTES + length);
        }
    }

    private static void await(Link link, int count) throws LinkFailure {
        while (link.to() - link.from() < count) {
            link.more(link.to() > link.from());
        }
    }

    private static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    @Override
    public void close() {
        pool.close();
    }
}
