package io.github.kongjava.benchmarks.load;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongProtoBufCodec;
import io.github.kongjava.server.protocol.Limits;
import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtoBufCodec;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** {@code ProtoBuf:1}: an event has the connection for itself; after an exit Kong closes it and opens another. */
final class ProtoBufPlayer implements Player {

    private static final int LENGTH = ProtoBufCodec.LENGTH_BYTES;

    private final Target target;
    private final int instance;
    private final OutputBuffer out = new OutputBuffer();
    /** Answers hold nothing of the event, so each function's is encoded once. */
    private final Map<PdkFunction, byte[]> answers = new EnumMap<>(PdkFunction.class);

    private Wire wire;
    private long sequence = 1;
    private int phase;
    private String pending = "";

    ProtoBufPlayer(Target target, int instance) throws IOException {
        this.target = target;
        this.instance = instance;
        this.wire = Wire.connect(target.socket());
    }

    static int startInstance(Target target) throws IOException {
        OutputBuffer out = new OutputBuffer();
        byte[] config = target.config().getBytes(StandardCharsets.UTF_8);
        KongProtoBufCodec.encode(out, new KongMessage.StartInstance(2, target.plugin(), config));
        try (Wire wire = Wire.connect(target.socket())) {
            wire.write(out.view());
            int length = frame(wire);
            int begin = wire.start() + LENGTH;
            ServerMessage answer = KongProtoBufCodec.decodeReturn(wire.bytes(), begin, begin + length);
            if (answer instanceof ServerMessage.Instance started) {
                return started.instance().id();
            }
            throw new IOException("the server started no instance of " + target.plugin() + ": " + answer);
        } catch (ProtocolException e) {
            throw new IOException("the answer to the start of an instance is no ProtoBuf: " + e.getMessage(), e);
        }
    }

    /** Waits for a whole frame and gives the length of its content. */
    private static int frame(Wire wire) throws IOException {
        wire.await(LENGTH);
        try {
            int length = ProtoBufCodec.frameLength(wire.bytes(), wire.start(), Limits.MESSAGE_BYTES);
            wire.await(LENGTH + length);
            return length;
        } catch (ProtocolException e) {
            throw new IOException("the server sent no frame: " + e.getMessage(), e);
        }
    }

    @Override
    public void play(Histogram roundTrips) throws IOException {
        long begun = begin();
        while (true) {
            String method = call();
            roundTrips.record(System.nanoTime() - begun);
            if (method.isEmpty()) {
                return;
            }
            if (CannedAnswers.endsEvent(method)) {
                wire.close();
                wire = Wire.connect(target.socket());
                return;
            }
            byte[] answer = answer(method);
            begun = System.nanoTime();
            wire.write(answer, answer.length);
        }
    }

    /** Begins the next event; gives the time just before it was sent. */
    private long begin() throws IOException {
        out.clear();
        String name = target.phases().get(phase);
        phase = (phase + 1) % target.phases().size();
        KongProtoBufCodec.encode(out, new KongMessage.HandleEvent(++sequence, instance, name));
        long begun = System.nanoTime();
        wire.write(out.view());
        return begun;
    }

    /** Waits for a call, and gives the function's name; it is empty at the end of the event. */
    private String call() throws IOException {
        int nameLength = frame(wire);
        String method = new String(wire.bytes(), wire.start() + LENGTH, nameLength, StandardCharsets.ISO_8859_1);
        wire.use(LENGTH + nameLength);
        int restLength = frame(wire); // the argument, or after an empty name the RpcReturn
        wire.use(LENGTH + restLength);
        return method;
    }

    /** Begins an event and does not wait for anything. */
    void start() throws IOException {
        begin();
    }

    /** Waits for the event's call, and leaves it without an answer. */
    void awaitCall() throws IOException {
        pending = call();
        if (pending.isEmpty() || CannedAnswers.endsEvent(pending)) {
            throw new IOException("the event ended without a call that has an answer");
        }
    }

    /** Answers the call that was waited for. */
    void answer() throws IOException {
        byte[] answer = answer(pending);
        wire.write(answer, answer.length);
    }

    /** Waits for the event's end. */
    void awaitEnd() throws IOException {
        String method = call();
        if (!method.isEmpty()) {
            throw new IOException("the event called " + method + " in place of ending");
        }
    }

    private byte[] answer(String method) throws IOException {
        PdkFunction function = PdkFunction.ofPath(method)
                .filter(known -> !known.msgPackOnly())
                .orElseThrow(() -> new IOException("the server called " + method + ", which ProtoBuf does not have"));
        return answers.computeIfAbsent(function, ProtoBufPlayer::encoded);
    }

    private static byte[] encoded(PdkFunction function) {
        OutputBuffer buffer = new OutputBuffer();
        KongProtoBufCodec.encodeReply(buffer, function, CannedAnswers.to(function));
        return buffer.toByteArray();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
