package io.github.kongjava.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackCodec;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.PdkAnswers.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The simulation against a real Kong, in rewrite and access, where it needs no upstream.
 *
 * <p>Not compared: what differs from run to run (ids that Kong makes, times, ports, memory), what other plugins of the
 * recorded gateway have done (the requests {@code auth-*} and {@code basic*}), bodies of two megabytes and twenty
 * kilobytes by their content, nginx's own variables and contexts, vaults, multipart forms, arguments in an unusual encoding, and functions outside of
 * {@link PdkFunction}.
 */
class SimulatedKongTest {

    private static final Set<PdkFunction> DIFFERENT_EACH_TIME = Set.of(
            PdkFunction.CLIENT_GET_PORT,
            PdkFunction.CLIENT_GET_FORWARDED_PORT,
            PdkFunction.NODE_GET_ID,
            PdkFunction.NODE_GET_MEMORY_STATS,
            PdkFunction.NGINX_GET_STATISTICS,
            PdkFunction.NGINX_REQ_START_TIME,
            PdkFunction.REQUEST_GET_START_TIME,
            PdkFunction.CLUSTER_GET_ID,
            PdkFunction.PLUGIN_GET_ID);

    private static final Set<PdkFunction> NOT_SIMULATED = Set.of(
            PdkFunction.NGINX_GET_CTX,
            PdkFunction.NGINX_SET_CTX,
            PdkFunction.NGINX_GET_VAR,
            PdkFunction.VAULT_GET,
            PdkFunction.VAULT_PARSE_REFERENCE,
            PdkFunction.VAULT_UPDATE,
            PdkFunction.CLIENT_TLS_GET_FULL_CLIENT_CERTIFICATE_CHAIN,
            PdkFunction.ROUTER_GET_ROUTE,
            PdkFunction.ROUTER_GET_SERVICE);

    private static final Set<String> UNCOMPARED_ATTRIBUTES = Set.of("created_at", "updated_at");

    private final Recorded recorded;

    SimulatedKongTest() throws IOException {
        recorded = new Recorded();
    }

    @Test
    void it_answers_msgpack_calls_as_the_recorded_kong_did() throws Exception {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        Exchange exchange = recorded.incoming("get");
        for (JsonNode line : Recorded.lines("pdk-replies.msgpack.jsonl")) {
            Optional<PdkFunction> function =
                    PdkFunction.ofPath(line.get("method").asText());
            if (function.isEmpty() || !comparable(line, function.get())) {
                continue;
            }
            PdkCall call = call(line, function.get());
            if (function.get() != PdkFunction.CTX_SHARED_GET) {
                exchange = exchange(line);
            }
            Phase phase = Phase.valueOf(line.get("phase").asText().toUpperCase(java.util.Locale.ROOT));
            Answer answer = new SimulatedKong(exchange, phase, Protocol.MSGPACK, "plugin").answer(call);
            compared++;
            difference(line, answer).ifPresent(differences::add);
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(300);
    }

    private Exchange exchange(JsonNode line) {
        String request = line.get("request").asText();
        return line.get("phase").asText().equals("rewrite") ? recorded.incoming(request) : recorded.routed(request);
    }

    private boolean comparable(JsonNode line, PdkFunction function) {
        String phase = line.get("phase").asText();
        String request = line.get("request").asText();
        return (phase.equals("rewrite") || phase.equals("access"))
                && recorded.has(request)
                && !request.startsWith("auth")
                && !request.startsWith("basic")
                && !(request.equals("post-20k") || request.equals("post-multipart") || request.equals("mtls"))
                && !line.has("reply_hex_head")
                && !line.has("incomplete_hex")
                && !line.has("args_raw")
                && !line.get("args").toString().contains("multipart")
                && !DIFFERENT_EACH_TIME.contains(function)
                && !NOT_SIMULATED.contains(function);
    }

    private static PdkCall call(JsonNode line, PdkFunction function) throws ProtocolException {
        byte[] bytes = HexFormat.of().parseHex(line.get("call_hex").asText());
        ServerMessage.Call call = (ServerMessage.Call) KongMsgPackCodec.decode(bytes, 0, bytes.length);
        return new PdkCall(function, call.arguments());
    }

    private static Optional<String> difference(JsonNode line, Answer answer) throws ProtocolException {
        String what = line.get("id").asText() + " " + line.get("phase").asText() + " "
                + line.get("request").asText() + " " + line.get("method").asText() + line.get("args") + ": ";
        if (line.has("reply")) {
            return answer instanceof Answer.Reply
                    ? Optional.of(
                            what + "Kong never answers " + line.path("kong_log").asText())
                    : Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(line.get("reply_hex").asText());
        Value expected = stable(((KongMessage.Step) MsgPackCodec.decode(bytes, 0, bytes.length)).data());
        boolean same =
                answer instanceof Answer.Reply reply && stable(reply.value()).equals(expected);
        return same ? Optional.empty() : Optional.of(what + line.get("decoded") + " but " + answer);
    }

    private static Value stable(Value value) {
        if (!(value instanceof Value.Table table)) {
            return value;
        }
        Map<String, Value> entries = new LinkedHashMap<>(table.entries());
        entries.keySet().removeAll(UNCOMPARED_ATTRIBUTES);
        return new Value.Table(entries);
    }
}
