package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.server.protocol.KongMessage.Step;
import io.github.kongjava.server.protocol.Vectors.Message;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every message of every recorded conversation. */
class RecordedSessionsTest {

    @Test
    void what_kong_sends_in_msgpack_is_read_and_written_with_the_same_meaning() throws ProtocolException {
        Map<String, Integer> kinds = new HashMap<>();
        for (Message recorded : Vectors.messages()) {
            if (recorded.msgPack() && recorded.toServer()) {
                byte[] bytes = recorded.bytes();
                assertThat(new MsgPackScanner().scan(bytes, 0, bytes.length)).isEqualTo(bytes.length);
                KongMessage message = MsgPackCodec.decode(bytes, 0, bytes.length);
                assertThat(message.id()).isEqualTo(recorded.decoded().get(1).asLong());
                OutputBuffer out = new OutputBuffer();
                KongMsgPackCodec.encode(out, message);
                KongMessage again = MsgPackCodec.decode(out.toByteArray(), 0, out.length());
                assertThat(again).usingRecursiveComparison().isEqualTo(message);
                kinds.merge(message.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
        assertThat(kinds).isEqualTo(Map.of("StartInstance", 68, "HandleEvent", 259, "Step", 207, "CloseInstance", 4));
    }

    @Test
    void what_a_server_answers_in_msgpack_is_read_and_written_with_the_same_meaning() throws ProtocolException {
        int same = 0;
        int malformed = 0;
        for (Message recorded : Vectors.messages()) {
            if (recorded.msgPack() && !recorded.toServer()) {
                byte[] bytes = recorded.bytes();
                if (recorded.decoded().asText().equals("raw bytes")) {
                    // The fourth is whole, but answers a message that Kong never sent.
                    malformed += isWhole(bytes) ? 0 : 1;
                } else {
                    ServerMessage message = KongMsgPackCodec.decode(bytes, 0, bytes.length);
                    byte[] written = ServerMessages.msgPack(message);
                    assertThat(KongMsgPackCodec.decode(written, 0, written.length))
                            .isEqualTo(message);
                    same++;
                }
            }
        }
        assertThat(malformed).isEqualTo(3);
        assertThat(same).isEqualTo(542);
    }

    private static boolean isWhole(byte[] bytes) {
        try {
            if (new MsgPackScanner().scan(bytes, 0, bytes.length) != bytes.length) {
                return false;
            }
            KongMsgPackCodec.decode(bytes, 0, bytes.length);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    @Test
    void calls_and_returns_in_protobuf_are_read_and_written_with_the_same_meaning() throws ProtocolException {
        int calls = 0;
        int returns = 0;
        for (Message recorded : Vectors.messages()) {
            byte[] bytes = recorded.bytes();
            if (recorded.msgPack() || bytes.length < ProtoBufCodec.LENGTH_BYTES) {
                continue;
            }
            OutputBuffer out = new OutputBuffer();
            if (recorded.decoded().has("RpcCall")) {
                KongMessage message = ProtoBufCodec.decodeCall(bytes, 4, bytes.length);
                assertThat(message.id())
                        .isEqualTo(recorded.decoded().at("/RpcCall/sequence").asLong());
                KongProtoBufCodec.encode(out, message);
                assertThat(out.length()).isEqualTo(bytes.length);
                assertThat(ProtoBufCodec.decodeCall(out.toByteArray(), 4, out.length()))
                        .usingRecursiveComparison()
                        .isEqualTo(message);
                calls++;
            } else if (recorded.decoded().has("RpcReturn")) {
                ServerMessage message = KongProtoBufCodec.decodeReturn(bytes, 4, bytes.length);
                byte[] written = ServerMessages.protoBuf(message);
                assertThat(written).isEqualTo(bytes);
                returns++;
            }
        }
        assertThat(calls).isEqualTo(271);
        assertThat(returns).isEqualTo(238);
    }

    @Test
    void a_nil_result_is_an_absent_data_key() throws ProtocolException {
        OutputBuffer out = new OutputBuffer();
        KongMsgPackCodec.encodeStep(out, new Step(3, 7, Value.NIL), PdkFunction.CLIENT_GET_CONSUMER);

        assertThat(out.length()).isLessThan(40);
        assertThat(MsgPackCodec.decode(out.toByteArray(), 0, out.length())).isEqualTo(new Step(3, 7, Value.NIL));
    }

    @Test
    void an_empty_message_is_none() {
        assertThatThrownBy(() -> MsgPackCodec.decode(new byte[0], 0, 0)).isInstanceOf(ProtocolException.class);
    }
}
