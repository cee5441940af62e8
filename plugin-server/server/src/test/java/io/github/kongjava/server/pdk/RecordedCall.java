package io.github.kongjava.server.pdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.MsgPackCodec;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtoBufCodec;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A PDK call that a real Kong answered, or did not: a line of the recordings. */
record RecordedCall(Protocol protocol, JsonNode line) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All calls of functions that there are, with arguments of a regular form. */
    static List<RecordedCall> of(Protocol protocol) {
        String file = "/vectors/kong-3.9.3/pdk-replies." + protocol.name().toLowerCase(Locale.ROOT) + ".jsonl";
        List<RecordedCall> calls = new ArrayList<>();
        InputStream stream = Objects.requireNonNull(RecordedCall.class.getResourceAsStream(file), file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                RecordedCall call = new RecordedCall(protocol, JSON.readTree(line));
                if (call.isRegular()) {
                    calls.add(call);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    private boolean isRegular() {
        boolean given = line.has("args_raw") || line.has("arg_hex");
        return !given && PdkFunction.ofPath(line.get("method").asText()).isPresent();
    }

    PdkFunction function() {
        return PdkFunction.ofPath(line.get("method").asText()).orElseThrow();
    }

    Phase phase() {
        return Phase.valueOf(line.get("phase").asText().toUpperCase(Locale.ROOT));
    }

    boolean isAnswered() {
        return !line.path("reply").asText().equals("none");
    }

    /** Why Kong did not answer; empty if it was an exit. */
    String kongLog() {
        return line.path("kong_log").asText("");
    }

    /** Whether the recording has the whole reply. */
    boolean isComplete() {
        return line.has("reply_hex");
    }

    List<Value> arguments() {
        return RecordedValues.list(line.get("args"));
    }

    /** What the codec makes of the reply's bytes. */
    Value reply() {
        byte[] bytes = HexFormat.of().parseHex(line.get("reply_hex").asText());
        try {
            if (protocol == Protocol.PROTOBUF) {
                return ProtoBufCodec.decodeReply(function(), bytes, 0, bytes.length);
            }
            return ((KongMessage.Step) MsgPackCodec.decode(bytes, 0, bytes.length)).data();
        } catch (ProtocolException e) {
            throw new IllegalStateException(this + " cannot be read", e);
        }
    }

    ScriptedChannel channel() {
        ScriptedChannel channel = new ScriptedChannel(phase(), protocol);
        return isAnswered() && isComplete() ? channel.answering(function(), reply()) : channel;
    }

    /** What is the same in a recording of the other protocol. */
    String key() {
        return line.get("phase").asText() + " " + line.get("request").asText() + " "
                + line.get("method").asText() + " " + line.get("args");
    }

    @Override
    public String toString() {
        return line.get("id").asText() + " " + key();
    }
}
