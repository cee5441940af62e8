package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.server.protocol.KongMessage.StartInstance;
import io.github.kongjava.server.protocol.KongMessage.Step;
import io.github.kongjava.server.protocol.Vectors.Message;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** {@code [0, 7, "plugin.Step", [{"Data": DATA, "EventId": 5}]]}, in both orders: Lua's tables have none. */
    private static List<String> stepsWith(String data) {
        String head = "940007ab706c7567696e2e537465709182";
        String event = "a74576656e74496405";
        return List.of(head + "a444617461" + data + event, head + event + "a444617461" + data);
    }

    static Stream<Named<String>> valuesOverTheLimits() {
        return Stream.of(
                Named.of("a text", "db00010000" + "61".repeat(1 << 16)),
                Named.of("bytes", "c600010000" + "00".repeat(1 << 16)),
                Named.of("many texts", "dc0200" + ("da0100" + "62".repeat(256)).repeat(512)),
                Named.of("a list nested too deep", "91".repeat(Limits.VALUE_DEPTH) + "9101"),
                Named.of("a map with a text too large", "82a161c3a162db00010000" + "61".repeat(1 << 16)));
    }

    @ParameterizedTest
    @MethodSource("valuesOverTheLimits")
    void a_value_of_kongs_request_that_goes_over_the_limits_is_skipped_however_its_bytes_come(String data)
            throws ProtocolException {
        for (String step : stepsWith(data)) {
            for (int chunk : new int[] {1, 2, 3, 5, 64, 1000, 1 << 20}) {
                assertThat(read(HexFormat.of().parseHex(step), chunk)).isEqualTo(new Step(7, 5, Value.TOO_LARGE));
            }
        }
    }

    /** Reads as a connection does, and holds that what is kept stays within the limit. */
    private static KongMessage read(byte[] bytes, int chunk) throws ProtocolException {
        int limit = 1000;
        MsgPackScanner scanner = MsgPackScanner.ofRequests(limit);
        byte[] kept = new byte[0];
        int sent = 0;
        int length;
        while ((length = scanner.scan(kept, 0, kept.length)) < 0) {
            if (length == MsgPackScanner.SURPLUS) {
                int at = scanner.surplusAt();
                int count = scanner.takeSurplus();
                kept[at] = MsgPackScanner.TOO_LARGE;
                System.arraycopy(kept, at + count, kept, at + 1, kept.length - at - count);
                kept = Arrays.copyOf(kept, kept.length - count + 1);
            } else {
                byte[] more = Arrays.copyOfRange(bytes, sent, Math.min(sent + chunk, bytes.length));
                assertThat(more).as("there is more to come").isNotEmpty();
                sent += more.length;
                int before = kept.length;
                kept = Arrays.copyOf(kept, before + more.length);
                System.arraycopy(more, 0, kept, before, more.length);
            }
            assertThat(kept.length).isLessThan(limit + chunk);
        }
        assertThat(length).isEqualTo(kept.length);
        return MsgPackCodec.decode(kept, 0, length);
    }

    @Test
    void a_value_of_kongs_request_may_be_as_deep_as_the_limit() throws ProtocolException {
        for (String step : stepsWith("91".repeat(Limits.VALUE_DEPTH) + "01")) {
            assertThat(((Step) read(HexFormat.of().parseHex(step), 10)).data()).isInstanceOf(Value.Seq.class);
        }
    }

    @Test
    void what_is_skipped_may_not_be_nested_without_end() {
        byte[] nested = HexFormat.of()
                .parseHex(stepsWith("91".repeat(Limits.SKIPPED_DEPTH + 1)).get(0));

        assertThatThrownBy(() -> read(nested, 1000))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("nested");
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
