package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Vectors.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are not quite messages: they are refused or have a meaning, and nothing else happens. */
class BrokenMessagesTest {

    private static final int MUTATIONS = 20_000;
    private static final long SEED = 7;

    @Test
    void a_truncated_msgpack_message_is_refused_at_every_offset() {
        for (Message message : Vectors.messages()) {
            if (message.msgPack() && message.toServer()) {
                for (int end = 0; end < message.bytes().length; end++) {
                    int to = end;
                    assertThat(refuses(() -> MsgPackCodec.decode(message.bytes(), 0, to)))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void a_truncated_protobuf_call_is_refused_or_a_shorter_one_at_every_offset() throws ProtocolException {
        for (Message message : Vectors.messages()) {
            if (message.decoded().has("RpcCall")) {
                for (int end = 4; end < message.bytes().length; end++) {
                    int to = end;
                    refuses(() -> ProtoBufCodec.decodeCall(message.bytes(), 4, to));
                }
            }
        }
    }

    @Test
    void a_mutated_message_is_refused_or_has_a_meaning() {
        List<byte[]> seeds = new ArrayList<>();
        Vectors.messages().forEach(message -> seeds.add(message.bytes()));
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutate(seeds.get(random.nextInt(seeds.size())), random);
            refused += refuses(() -> MsgPackCodec.decode(bytes, 0, bytes.length)) ? 1 : 0;
            refuses(() -> KongMsgPackCodec.decode(bytes, 0, bytes.length));
            refuses(() -> new MsgPackScanner().scan(bytes, 0, bytes.length));
            int from = Math.min(4, bytes.length);
            refuses(() -> ProtoBufCodec.decodeCall(bytes, from, bytes.length));
            refuses(() -> KongProtoBufCodec.decodeReturn(bytes, from, bytes.length));
            ProtocolDetection.detect(bytes, 0, bytes.length);
        }
        assertThat(refused).isBetween(1, MUTATIONS - 1);
    }

    @Test
    void a_mutated_answer_or_argument_in_protobuf_is_refused_or_has_a_meaning() {
        Random random = new Random(SEED);
        int refused = 0;
        for (JsonNode line : Vectors.calls("protobuf")) {
            Optional<PdkFunction> function =
                    PdkFunction.ofPath(line.get("method").asText());
            if (function.isPresent() && line.has("reply_hex")) {
                for (int i = 0; i < 20; i++) {
                    byte[] reply = mutate(Vectors.hex(line.get("reply_hex")), random);
                    byte[] argument = mutate(Vectors.hex(line.get("call_hex").get(1)), random);
                    refused += refuses(() -> ProtoBufCodec.decodeReply(function.get(), reply, 0, reply.length)) ? 1 : 0;
                    refuses(() -> KongProtoBufCodec.decodeArguments(function.get(), argument, 0, argument.length));
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void what_is_announced_but_not_there_takes_no_memory() {
        byte[] text = {(byte) 0x94, 0, 1, (byte) 0xdb, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        byte[] array = {(byte) 0x93, 2, (byte) 0xa1, 'a', (byte) 0xdd, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};

        assertThatThrownBy(() -> MsgPackCodec.decode(text, 0, text.length)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> MsgPackCodec.decode(array, 0, array.length)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void values_nested_too_deep_are_not_written_and_leave_the_buffer_as_it_was() throws ProtocolException {
        Value deep = Value.NIL;
        for (int i = 0; i <= Limits.VALUE_DEPTH; i++) {
            deep = new Seq(List.of(deep));
        }
        PdkCall call = new PdkCall(PdkFunction.CTX_SHARED_SET, List.of(Value.text("k"), deep));
        OutputBuffer out = new OutputBuffer();
        MsgPackCodec.encodeEnd(out, 1, 2);
        byte[] before = out.toByteArray();

        assertThatThrownBy(() -> MsgPackCodec.encodeCall(out, 1, 2, call)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProtoBufCodec.encodeCall(out, call)).isInstanceOf(IllegalArgumentException.class);
        assertThat(out.toByteArray()).isEqualTo(before);
        MsgPackCodec.encodeEnd(out, 3, 4);
        assertThat(KongMsgPackCodec.decode(out.toByteArray(), before.length, out.length()))
                .isEqualTo(new ServerMessage.Ended(3, 4));
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Whether the bytes are refused in the one way there is; anything else thrown fails the test. */
    private static boolean refuses(Reading reading) {
        try {
            reading.read();
            return false;
        } catch (ProtocolException e) {
            return true;
        }
    }

    /** A reading of bytes. */
    @FunctionalInterface
    private interface Reading {
        Object read() throws ProtocolException;
    }
}
