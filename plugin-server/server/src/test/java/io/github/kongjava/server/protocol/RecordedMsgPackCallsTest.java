package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.server.protocol.KongMessage.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every PDK call recorded with MsgPack, and Kong's answer to it. */
class RecordedMsgPackCallsTest {

    /** Their arguments are no list, or hold nils or a bin at places where we never write any. */
    private static final Set<String> ODD_ARGUMENTS = Set.of(
            "mp-0576", "mp-0577", "mp-0578", "mp-0579", "mp-0580", "mp-0581", "mp-0582", "mp-0583", "mp-0584",
            "mp-0585");

    @Test
    void every_call_is_written_as_it_was_recorded() throws ProtocolException {
        int compared = 0;
        int notOurs = 0;
        Set<String> odd = new TreeSet<>();
        for (JsonNode line : Vectors.calls("msgpack")) {
            Optional<PdkFunction> function =
                    PdkFunction.ofPath(line.get("method").asText());
            ServerMessage.Call recorded = call(Vectors.hex(line.get("call_hex")));
            assertThat(recorded.method()).isEqualTo(line.get("method").asText());
            if (line.has("args_raw")) {
                odd.add(line.get("id").asText());
            } else if (function.isPresent()) {
                PdkCall call = new PdkCall(function.get(), Vectors.values(line.get("args")));
                OutputBuffer out = new OutputBuffer();
                MsgPackCodec.encodeCall(out, recorded.id(), recorded.event(), call);
                assertThat(call(out.toByteArray())).as(line.get("id").asText()).isEqualTo(recorded);
                compared++;
            } else {
                notOurs++;
            }
        }
        // Kong can be asked for any path below kong; we have no functions for these.
        assertThat(notOurs).isEqualTo(100);
        assertThat(odd).isEqualTo(new TreeSet<>(ODD_ARGUMENTS));
        assertThat(compared).isEqualTo(1364);
    }

    @Test
    void every_answer_is_read_as_it_was_recorded_and_written_with_the_same_meaning() throws ProtocolException {
        int read = 0;
        for (JsonNode line : Vectors.calls("msgpack")) {
            if (!line.has("reply_hex")) {
                continue;
            }
            String id = line.get("id").asText();
            byte[] bytes = Vectors.hex(line.get("reply_hex"));
            Step step = (Step) MsgPackCodec.decode(bytes, 0, bytes.length);
            boolean json = line.get("method").asText().equals("kong.service.response.get_body");
            check(id, step.data(), line.get("decoded"), json);
            assertThat(new MsgPackScanner().scan(bytes, 0, bytes.length)).isEqualTo(bytes.length);
            Optional<PdkFunction> function =
                    PdkFunction.ofPath(line.get("method").asText());
            if (function.isPresent()) {
                OutputBuffer out = new OutputBuffer();
                KongMsgPackCodec.encodeStep(out, step, function.get());
                assertThat(MsgPackCodec.decode(out.toByteArray(), 0, out.length()))
                        .as(id)
                        .isEqualTo(step);
                assertThat(method(out.toByteArray())).as(id).isEqualTo(method(bytes));
            }
            read++;
        }
        assertThat(read).isEqualTo(1196);
    }

    /** The long body, of which only the beginning was recorded, is the one that is not whole. */
    @Test
    void the_one_answer_recorded_in_part_is_incomplete() throws ProtocolException {
        for (JsonNode line : Vectors.calls("msgpack")) {
            if (line.has("reply_hex_head")) {
                byte[] head = Vectors.hex(line.get("reply_hex_head"));
                byte[] whole = Arrays.copyOf(head, line.get("reply_len").asInt());
                MsgPackScanner scanner = new MsgPackScanner();
                assertThat(scanner.scan(whole, 0, head.length)).isEqualTo(MsgPackScanner.INCOMPLETE);
                assertThat(scanner.scan(whole, 0, whole.length)).isEqualTo(whole.length);
            }
        }
    }

    /** The body that the upstream echoes is JSON with a key "hex" of its own. */
    private static void check(String id, Value found, JsonNode expected, boolean json) {
        if (Vectors.described(expected)) {
            assertThat(Vectors.fits(found, expected)).as(id).isTrue();
        } else {
            assertThat(found).as(id).isEqualTo(json ? Vectors.literal(expected) : Vectors.value(expected));
        }
    }

    private static ServerMessage.Call call(byte[] bytes) throws ProtocolException {
        return (ServerMessage.Call) KongMsgPackCodec.decode(bytes, 0, bytes.length);
    }

    /** The method of a request, read by what stands in front of its arguments. */
    private static String method(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf("plugin.");
        return text.substring(begin, text.indexOf('\u0091', begin));
    }
}
