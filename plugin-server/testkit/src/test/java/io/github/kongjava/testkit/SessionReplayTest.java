package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackCodec;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ServerMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded MsgPack conversations of a real Kong, replayed on the same connections and in the same order; the server must say
 * the same, ids of instances and events apart.
 *
 * <p>Left out, as the recorded server does in them what a correct one never does: {@code f-throw-*} and {@code
 * c-certificate} (calls that throw in Kong; the PDK refuses them before they are sent), {@code g-*} and {@code l-*} (errors,
 * closed connections, garbage, silence), {@code h-*} (notifications of a changing process id), {@code i-*} (servers that
 * are killed in mid-session, or forget their instances).
 */
class SessionReplayTest {

    private static final Path SESSIONS = Path.of("../server/src/test/resources/vectors/kong-3.9.3/sessions");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LinkedTransferQueue<List<PdkCall>> scripts = new LinkedTransferQueue<>();
    private final Map<Integer, Integer> instances = new HashMap<>();
    private final Map<Long, Long> events = new HashMap<>();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-b-first-and-second",
                "c-access-response-log",
                "c-empty-events",
                "d-concurrent-cold",
                "d-concurrent-warm",
                "d-steps-on-other-connections",
                "d-two-workers",
                "e-config-change",
                "f-exit-access",
                "f-exit-response",
                "j-reload",
                "k-stop",
                "n-body-filter",
                "n-header-filter",
                "n-init-worker",
                "n-no-such-phase",
                "o-preread-log"
            })
    void the_server_says_what_was_recorded(String session) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SESSIONS.resolve(session + ".msgpack.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        Path socket = directory.resolve("s");
        Map<Integer, Link> links = new HashMap<>();
        try (PluginServer server = PluginServer.start(
                ServerOptions.onSocket(socket).withDrain(Duration.ZERO), ReplayedPlugin.ofAnyName(scripts))) {
            for (int i = 0; i < lines.size(); i++) {
                JsonNode line = lines.get(i);
                int connection = line.get("conn").asInt();
                switch (line.get("dir").asText()) {
                    case "kong connects" -> links.put(connection, Link.open(server.socket(), PATIENCE));
                    case "kong closes" ->
                        Optional.ofNullable(links.remove(connection)).ifPresent(Link::close);
                    case "kong>server" -> send(lines, i, link(links, connection));
                    default -> compare(line, link(links, connection));
                }
            }
            links.values().forEach(Link::close);
        }
    }

    private static Link link(Map<Integer, Link> links, int connection) {
        return Optional.ofNullable(links.get(connection)).orElseThrow();
    }

    private void send(List<JsonNode> lines, int index, Link link) throws Exception {
        byte[] bytes = bytes(lines.get(index));
        KongMessage message = MsgPackCodec.decode(bytes, 0, bytes.length);
        if (message instanceof KongMessage.Step step) {
            KongMessage.Step mapped = new KongMessage.Step(step.id(), event(step.event()), step.data());
            KongMsgPackCodec.encodeStep(link.out, mapped, asked(lines, index, step.event()));
            link.send();
        } else if (message instanceof KongMessage.HandleEvent event) {
            KongMsgPackCodec.encode(
                    link.out, new KongMessage.HandleEvent(event.id(), instance(event.instance()), event.phase()));
            link.send();
            boolean taken = scripts.tryTransfer(script(lines, index), PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(taken).as("the event of line " + (index + 1) + " runs").isTrue();
        } else if (message instanceof KongMessage.CloseInstance close) {
            KongMsgPackCodec.encode(link.out, new KongMessage.CloseInstance(close.id(), instance(close.instance())));
            link.send();
        } else {
            KongMsgPackCodec.encode(link.out, message);
            link.send();
        }
    }

    /** The calls that the recorded server made in the event that the line begins. */
    private static List<PdkCall> script(List<JsonNode> lines, int index) throws Exception {
        int connection = lines.get(index).get("conn").asInt();
        long event = -1;
        List<PdkCall> calls = new ArrayList<>();
        for (JsonNode line : lines.subList(index + 1, lines.size())) {
            if (!line.get("dir").asText().equals("server>kong")) {
                continue;
            }
            ServerMessage said = said(line);
            if (event < 0 && line.get("conn").asInt() == connection) {
                if (said instanceof ServerMessage.Ended) {
                    return calls;
                }
                event = said instanceof ServerMessage.Call call ? call.event() : -1;
            }
            if (said instanceof ServerMessage.Call call && call.event() == event) {
                calls.add(new PdkCall(PdkFunction.ofPath(call.method()).orElseThrow(), call.arguments()));
            }
            if (said instanceof ServerMessage.Ended ended && ended.event() == event) {
                return calls;
            }
        }
        return calls;
    }

    /** The function that a step answers: the last call of its event. */
    private static PdkFunction asked(List<JsonNode> lines, int index, long event) throws Exception {
        for (int i = index - 1; i >= 0; i--) {
            if (lines.get(i).get("dir").asText().equals("server>kong")
                    && said(lines.get(i)) instanceof ServerMessage.Call call
                    && call.event() == event) {
                return PdkFunction.ofPath(call.method()).orElseThrow();
            }
        }
        throw new IllegalStateException("nothing was asked before line " + (index + 1));
    }

    private void compare(JsonNode line, Link link) throws Exception {
        ServerMessage expected = said(line);
        ServerMessage actual = MsgPackWorker.receive(link);
        if (expected instanceof ServerMessage.Instance instance) {
            assertThat(actual).isInstanceOf(ServerMessage.Instance.class);
            instances.put(
                    instance.instance().id(),
                    ((ServerMessage.Instance) actual).instance().id());
        } else if (expected instanceof ServerMessage.Call call) {
            assertThat(actual).as(line.toString()).isInstanceOf(ServerMessage.Call.class);
            ServerMessage.Call made = (ServerMessage.Call) actual;
            events.put(call.event(), made.event());
            assertThat(made.id()).isEqualTo(call.id());
            assertThat(made.method()).isEqualTo(call.method());
            if (!call.method().equals("kong.request.get_raw_body")) { // the PDK always gives it a limit
                assertThat(made.arguments()).isEqualTo(call.arguments());
            }
        } else if (expected instanceof ServerMessage.Ended ended) {
            assertThat(actual).as(line.toString()).isInstanceOf(ServerMessage.Ended.class);
            assertThat(((ServerMessage.Ended) actual).id()).isEqualTo(ended.id());
        } else {
            assertThat(actual).as(line.toString()).isNotInstanceOf(ServerMessage.Failed.class);
        }
    }

    private static ServerMessage said(JsonNode line) throws Exception {
        byte[] bytes = bytes(line);
        return KongMsgPackCodec.decode(bytes, 0, bytes.length);
    }

    private static byte[] bytes(JsonNode line) {
        return HexFormat.of().parseHex(line.get("hex").asText());
    }

    private int instance(int recorded) {
        return Optional.ofNullable(instances.get(recorded)).orElseThrow();
    }

    private long event(long recorded) {
        return Optional.ofNullable(events.get(recorded)).orElseThrow();
    }
}
