package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.EnumSet;
import java.util.List;

/**
 * Any bytes are refused with {@link ProtocolException} or have a meaning, and a meaning survives being written and read
 * again. Each run goes through the recorded seeds; with {@code JAZZER_FUZZ=1} in the environment jazzer looks for new ones.
 */
class CodecFuzzTest {

    private static final List<PdkFunction> FUNCTIONS = List.copyOf(EnumSet.allOf(PdkFunction.class));

    @FuzzTest(maxDuration = "5m")
    void msgPackRequests(byte[] bytes) throws ProtocolException {
        KongMessage message;
        try {
            message = MsgPackCodec.decode(bytes, 0, bytes.length);
        } catch (ProtocolException e) {
            return;
        }
        OutputBuffer out = new OutputBuffer();
        KongMsgPackCodec.encode(out, message);
        assertThat(MsgPackCodec.decode(out.toByteArray(), 0, out.length()))
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    @FuzzTest(maxDuration = "5m")
    void msgPackStream(byte[] bytes) {
        MsgPackScanner scanner = new MsgPackScanner(4096);
        int from = 0;
        try {
            for (int to = 0; to <= bytes.length; to++) {
                int length = scanner.scan(bytes, from, to);
                if (length != MsgPackScanner.INCOMPLETE) {
                    assertThat(length).isEqualTo(to - from);
                    from = to;
                }
            }
        } catch (ProtocolException e) {
            assertThat(e).hasMessageContaining(" ");
        }
    }

    @FuzzTest(maxDuration = "5m")
    void protoBufCalls(byte[] bytes) throws ProtocolException {
        KongMessage message;
        try {
            message = ProtoBufCodec.decodeCall(bytes, 0, bytes.length);
        } catch (ProtocolException e) {
            return;
        }
        if (message instanceof KongMessage.Unknown) {
            return;
        }
        OutputBuffer out = new OutputBuffer();
        KongProtoBufCodec.encode(out, message);
        assertThat(ProtoBufCodec.decodeCall(out.toByteArray(), ProtoBufCodec.LENGTH_BYTES, out.length()))
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    /** The first byte chooses the function. */
    @FuzzTest(maxDuration = "5m")
    void protoBufReplies(byte[] bytes) throws ProtocolException {
        if (bytes.length == 0) {
            return;
        }
        PdkFunction function = FUNCTIONS.get((bytes[0] & 0xff) % FUNCTIONS.size());
        if (function.msgPackOnly()) {
            return;
        }
        Value value;
        try {
            value = ProtoBufCodec.decodeReply(function, bytes, 1, bytes.length);
        } catch (ProtocolException e) {
            return;
        }
        OutputBuffer out = new OutputBuffer();
        KongProtoBufCodec.encodeReply(out, function, value);
        Value again = ProtoBufCodec.decodeReply(function, out.toByteArray(), ProtoBufCodec.LENGTH_BYTES, out.length());
        assertThat(ProtoBufCodec.decodeReply(function, bytes, 1, bytes.length)).isEqualTo(value);
        assertThat(again.getClass() == value.getClass() || again instanceof Value.Nil)
                .isTrue();
    }

    @FuzzTest(maxDuration = "5m")
    void serverAnswers(byte[] bytes) {
        int read = 0;
        try {
            KongProtoBufCodec.decodeReturn(bytes, 0, bytes.length);
            read++;
            KongMsgPackCodec.decode(bytes, 0, bytes.length);
            read++;
        } catch (ProtocolException e) {
            assertThat(read).isLessThan(2);
        }
    }
}
