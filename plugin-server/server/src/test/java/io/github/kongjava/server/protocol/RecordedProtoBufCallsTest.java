package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.server.protocol.PdkFunction.Argument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every PDK call recorded with ProtoBuf, and Kong's answer to it. */
class RecordedProtoBufCallsTest {

    private static final int FIRST_ODD = 423;
    private static final int LAST_ODD = 438;

    /** The maximum was left out, which Kong takes for 0 and throws: we refuse to write it. */
    private static final Set<String> NUMBER_MISSING =
            Set.of("pb-0221", "pb-0232", "pb-0732", "pb-0737", "pb-0977", "pb-0983");

    @Test
    void every_call_is_written_as_it_was_recorded() throws ProtocolException {
        int compared = 0;
        Set<Integer> odd = new TreeSet<>();
        Set<String> numberMissing = new TreeSet<>();
        for (JsonNode line : Vectors.calls("protobuf")) {
            Optional<PdkFunction> function =
                    PdkFunction.ofPath(line.get("method").asText());
            if (line.has("arg_hex")) {
                odd.add(Integer.parseInt(line.get("id").asText().substring(3)));
                continue;
            }
            if (function.isEmpty() || function.get().msgPackOnly()) {
                continue;
            }
            byte[] name = Vectors.hex(line.get("call_hex").get(0));
            byte[] argument = Vectors.hex(line.get("call_hex").get(1));
            OutputBuffer out = new OutputBuffer();
            PdkCall call = new PdkCall(function.get(), Vectors.values(line.get("args")));
            if (call.arguments().isEmpty() && function.get().argument().equals(Optional.of(Argument.INT))) {
                assertThatThrownBy(() -> ProtoBufCodec.encodeCall(out, call))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(out.length()).isZero();
                numberMissing.add(line.get("id").asText());
                continue;
            }
            ProtoBufCodec.encodeCall(out, call);
            List<byte[]> frames = frames(out);
            assertThat(new String(frames.get(0), StandardCharsets.US_ASCII))
                    .isEqualTo(new String(name, StandardCharsets.US_ASCII));
            assertThat(arguments(function.get(), frames.get(1)))
                    .as(line.get("id").asText())
                    .isEqualTo(arguments(function.get(), argument));
            compared++;
        }
        assertThat(odd).hasSize(LAST_ODD - FIRST_ODD + 1).contains(FIRST_ODD, LAST_ODD);
        assertThat(numberMissing).isEqualTo(new TreeSet<>(NUMBER_MISSING));
        assertThat(compared).isEqualTo(1099);
    }

    @Test
    void every_answer_is_read_as_it_was_recorded_and_written_with_the_same_meaning() throws ProtocolException {
        int read = 0;
        for (JsonNode line : Vectors.calls("protobuf")) {
            if (!line.has("reply_hex")) {
                continue;
            }
            PdkFunction function =
                    PdkFunction.ofPath(line.get("method").asText()).orElseThrow();
            byte[] bytes = Vectors.hex(line.get("reply_hex"));
            Value found = ProtoBufCodec.decodeReply(function, bytes, 0, bytes.length);
            check(line.get("id").asText(), found, line.get("decoded"), function);
            OutputBuffer out = new OutputBuffer();
            KongProtoBufCodec.encodeReply(out, function, found);
            byte[] written = frames(out).get(0);
            assertThat(ProtoBufCodec.decodeReply(function, written, 0, written.length))
                    .as(line.get("id").asText())
                    .isEqualTo(found);
            assertThat(written).as(line.get("id").asText()).hasSameSizeAs(bytes);
            read++;
        }
        assertThat(read).isEqualTo(957);
    }

    private static void check(String id, Value found, JsonNode decoded, PdkFunction function) {
        String type = decoded.fieldNames().next();
        JsonNode message = decoded.get(type);
        if (Vectors.described(message.path("v"))) {
            assertThat(Vectors.fits(found, message.get("v"))).as(id).isTrue();
        } else {
            assertThat(found).as(id).isEqualTo(ProtoBufVectors.reply(function, message));
        }
    }

    private static List<Value> arguments(PdkFunction function, byte[] bytes) throws ProtocolException {
        return KongProtoBufCodec.decodeArguments(function, bytes, 0, bytes.length).stream()
                .map(ProtoBufVectors::withoutNilEntries)
                .toList();
    }

    private static List<byte[]> frames(OutputBuffer out) throws ProtocolException {
        byte[] bytes = out.toByteArray();
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int begin = at + ProtoBufCodec.LENGTH_BYTES;
            at = begin + ProtoBufCodec.frameLength(bytes, at, Limits.MESSAGE_BYTES);
            frames.add(Arrays.copyOfRange(bytes, begin, at));
        }
        return frames;
    }
}
