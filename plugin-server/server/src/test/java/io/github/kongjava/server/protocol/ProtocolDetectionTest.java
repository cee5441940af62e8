package io.github.kongjava.server.protocol;

import static io.github.kongjava.server.protocol.ProtocolDetection.detect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.protocol.KongMessage.HandleEvent;
import io.github.kongjava.server.protocol.ProtocolDetection.Result;
import io.github.kongjava.server.protocol.Vectors.Message;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProtocolDetectionTest {

    /** The first bytes of the tags of RpcCall's fields 1 and 31 to 36. */
    private static final int[] TAGS = {0x08, 0xfa, 0x82, 0x8a, 0x92, 0x9a, 0xa2};

    @Test
    void every_recorded_request_tells_its_protocol() {
        int requests = 0;
        for (Message message : Vectors.messages()) {
            boolean begins = message.msgPack() || message.decoded().has("RpcCall");
            if (message.toServer() && begins) {
                Result expected = message.msgPack() ? Result.MSGPACK : Result.PROTOBUF;
                assertThat(detect(message.bytes(), 0, message.bytes().length)).isEqualTo(expected);
                requests++;
            }
        }
        assertThat(requests).isEqualTo(809);
    }

    @Test
    void every_length_of_a_first_frame_is_protobuf() {
        byte[] bytes = new byte[ProtocolDetection.BYTES];
        for (int length = 2; length <= 4 << 20; length++) {
            bytes[0] = (byte) length;
            bytes[1] = (byte) (length >>> 8);
            bytes[2] = (byte) (length >>> 16);
            for (int tag : TAGS) {
                bytes[4] = (byte) tag;
                if (detect(bytes, 0, bytes.length) != Result.PROTOBUF) {
                    assertThat(detect(bytes, 0, bytes.length))
                            .as("length " + length)
                            .isEqualTo(Result.PROTOBUF);
                }
            }
        }
        bytes[0] = 1;
        bytes[1] = 0;
        bytes[2] = 0;
        assertThat(detect(bytes, 0, bytes.length)).isEqualTo(Result.GARBAGE);
    }

    @Test
    void a_msgpack_request_is_one_whatever_its_message_id() {
        for (long id : new long[] {0, 1, 8, 127, 128, 255, 256, 0x800, 65535, 65536, 0x80000, 1L << 31, 1L << 40}) {
            OutputBuffer out = new OutputBuffer();
            KongMsgPackCodec.encode(out, new HandleEvent(id, 1, "access"));
            assertThat(detect(out.toByteArray(), 0, out.length()))
                    .as("id " + id)
                    .isEqualTo(Result.MSGPACK);
        }
    }

    @Test
    void a_notification_is_msgpack() {
        OutputBuffer out = new OutputBuffer();
        KongMsgPackCodec.encode(out, new KongMessage.Notification("label"));

        assertThat(detect(out.toByteArray(), 0, out.length())).isEqualTo(Result.MSGPACK);
    }

    @Test
    void fewer_than_five_bytes_of_a_frame_are_not_enough() {
        byte[] frame = {(byte) 0x94, 0, 0, 0, 8};

        for (int count = 0; count < frame.length; count++) {
            assertThat(detect(frame, 0, count)).isEqualTo(Result.NEED_MORE);
        }
        assertThat(detect(frame, 0, frame.length)).isEqualTo(Result.PROTOBUF);
    }

    @Test
    void other_protocols_are_garbage() {
        for (String text :
                new String[] {"GET / HTTP/1.1", "PRI * HTTP/2.0", "\u0016\u0003\u0001\u0002", "\0\0\0\0\0"}) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(detect(bytes, 0, bytes.length)).isEqualTo(Result.GARBAGE);
        }
    }
}
