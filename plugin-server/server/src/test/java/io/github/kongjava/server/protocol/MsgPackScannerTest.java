package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.server.protocol.KongMessage.StartInstance;
import io.github.kongjava.server.protocol.Vectors.Message;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MsgPackScannerTest {

    @Test
    void every_recorded_message_is_incomplete_until_its_last_byte() throws ProtocolException {
        for (Message message : Vectors.messages()) {
            if (message.msgPack() && message.toServer()) {
                byte[] bytes = message.bytes();
                MsgPackScanner scanner = new MsgPackScanner();
                for (int count = 0; count < bytes.length; count++) {
                    if (scanner.scan(bytes, 0, count) != MsgPackScanner.INCOMPLETE) {
                        assertThat(count).as(message.file()).isEqualTo(bytes.length);
                    }
                }
                assertThat(scanner.scan(bytes, 0, bytes.length)).isEqualTo(bytes.length);
            }
        }
    }

    @Test
    void messages_follow_one_another_and_may_be_moved_meanwhile() throws ProtocolException {
        OutputBuffer out = new OutputBuffer();
        KongMsgPackCodec.encode(out, new StartInstance(1, "a", new byte[300]));
        int first = out.length();
        KongMsgPackCodec.encode(out, new StartInstance(2, "b", new byte[70_000]));
        byte[] bytes = out.toByteArray();
        MsgPackScanner scanner = new MsgPackScanner();

        assertThat(scanner.insideMessage()).isFalse();
        assertThat(scanner.scan(bytes, 0, first + 20)).isEqualTo(first);
        assertThat(scanner.scan(bytes, first, first + 20)).isEqualTo(MsgPackScanner.INCOMPLETE);
        assertThat(scanner.insideMessage()).isTrue();
        byte[] moved = Arrays.copyOfRange(bytes, first, bytes.length);
        assertThat(scanner.scan(moved, 0, moved.length)).isEqualTo(moved.length);
        assertThat(scanner.insideMessage()).isFalse();
    }

    @Test
    void a_message_over_the_limit_is_refused_when_it_announces_its_size() {
        byte[] announced = HexFormat.of().parseHex("940001db00000400");

        assertThatThrownBy(() -> new MsgPackScanner(1000).scan(announced, 0, announced.length))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void too_many_elements_are_refused_when_they_are_announced() {
        byte[] announced = HexFormat.of().parseHex("ddffffffff");

        assertThatThrownBy(() -> new MsgPackScanner().scan(announced, 0, announced.length))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void too_deep_nesting_is_refused() {
        byte[] nested = new byte[Limits.DEPTH + 1];
        Arrays.fill(nested, (byte) 0x91);

        assertThatThrownBy(() -> new MsgPackScanner().scan(nested, 0, nested.length))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void too_many_values_are_refused() {
        byte[] values = new byte[Limits.VALUES + 5];
        values[0] = (byte) 0xdd;
        values[2] = 0x10;

        assertThatThrownBy(() -> new MsgPackScanner().scan(values, 0, values.length))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("values");
    }

    @Test
    void what_is_no_array_is_garbage() {
        for (int head = 0; head < 256; head++) {
            byte[] bytes = new byte[] {(byte) head, 0, 0, 0, 0};
            if (!MsgPackHead.isArray(head)) {
                assertThatThrownBy(() -> new MsgPackScanner().scan(bytes, 0, bytes.length))
                        .isInstanceOf(ProtocolException.class);
            }
        }
    }
}
