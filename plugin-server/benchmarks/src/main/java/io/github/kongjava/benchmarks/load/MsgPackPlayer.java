package io.github.kongjava.benchmarks.load;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackScanner;
import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code MsgPack:1}. All steps of an event go over the connection that it began on, as Kong's do while no other request
 * takes the connection from its pool. After an exit the connection goes on with the next event.
 */
final class MsgPackPlayer implements Player {

    private final Target target;
    private final int instance;
    private final Wire wire;
    private final OutputBuffer out = new OutputBuffer();
    private final MsgPackScanner scanner = new MsgPackScanner();
    private long id;
    private int phase;

    MsgPackPlayer(Target target, int instance) throws IOException {
        this.target = target;
        this.instance = instance;
        this.wire = Wire.connect(target.socket());
    }

    static int startInstance(Target target) throws IOException {
        try (MsgPackPlayer player = new MsgPackPlayer(target, 0)) {
            byte[] config = target.config().getBytes(StandardCharsets.UTF_8);
            KongMsgPackCodec.encode(player.out, new KongMessage.StartInstance(1, target.plugin(), config));
            player.wire.write(player.out.view());
            ServerMessage answer = player.read(player.message());
            if (answer instanceof ServerMessage.Instance started) {
                return started.instance().id();
            }
            throw new IOException("the server started no instance of " + target.plugin() + ": " + described(answer));
        }
    }

    @Override
    public void play(Histogram roundTrips) throws IOException {
        out.clear();
        String name = target.phases().get(phase);
        phase = (phase + 1) % target.phases().size();
        KongMsgPackCodec.encode(out, new KongMessage.HandleEvent(++id, instance, name));
        while (true) {
            long begun = System.nanoTime();
            wire.write(out.view());
            int length = message();
            roundTrips.record(System.nanoTime() - begun);
            ServerMessage answer = read(length);
            if (!(answer instanceof ServerMessage.Call call)) {
                expectEnd(answer);
                return;
            }
            if (CannedAnswers.endsEvent(call.method())) {
                return;
            }
            encodeAnswer(call);
        }
    }

    private void encodeAnswer(ServerMessage.Call call) {
        out.clear();
        Optional<PdkFunction> function = PdkFunction.ofPath(call.method());
        Value value = function.map(CannedAnswers::to).orElse(Value.NIL);
        KongMessage.Step step = new KongMessage.Step(++id, call.event(), value);
        if (function.isPresent()) {
            KongMsgPackCodec.encodeStep(out, step, function.get());
        } else {
            KongMsgPackCodec.encode(out, step);
        }
    }

    private static void expectEnd(ServerMessage answer) throws IOException {
        if (!(answer instanceof ServerMessage.Ended)) {
            throw new IOException("the server answered an event with " + described(answer));
        }
    }

    /** Texts within messages show their length alone; an error's is what is wanted here. */
    private static String described(ServerMessage message) {
        return message instanceof ServerMessage.Failed failed && failed.error() instanceof Value.Text text
                ? "the error \"" + text.string() + "\""
                : message.toString();
    }

    /** Waits for a whole message and gives its length; notifications are passed over. */
    private int message() throws IOException {
        try {
            while (true) {
                int length = scanner.scan(wire.bytes(), wire.start(), wire.end());
                if (length != MsgPackScanner.INCOMPLETE && !isNotification()) {
                    return length;
                }
                if (length != MsgPackScanner.INCOMPLETE) {
                    wire.use(length);
                } else if (!wire.more()) {
                    throw new EOFException("the server closed the connection");
                }
            }
        } catch (ProtocolException e) {
            throw new IOException("the server sent no MsgPack: " + e.getMessage(), e);
        }
    }

    /** A response is an array of four, a notification one of three. */
    private boolean isNotification() {
        return wire.bytes()[wire.start()] == (byte) 0x93;
    }

    private ServerMessage read(int length) throws IOException {
        try {
            ServerMessage message = KongMsgPackCodec.decode(wire.bytes(), wire.start(), wire.start() + length);
            wire.use(length);
            return message;
        } catch (ProtocolException e) {
            throw new IOException("the server sent no message of MsgPack:1: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
