package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded conversations of a real Kong, replayed on the same connections and in the same order; the server must say the
 * same, ids of instances and events apart.
 */
class SessionReplayTest {

    private static final String CLOSES =
            "the recorded server closes connections in mid-event; a correct one never does";
    private static final String GARBAGE = "the recorded server answers with garbage";
    private static final String KILLED = "written by server processes that are killed, each with its own clock";
    private static final String SAME_IDS = "the recorded server counts instances from 1 again after its restart";

    private static final Map<String, String> NOT_REPLAYED = Map.ofEntries(
            entry("g-close-mid-event.msgpack", CLOSES),
            entry("g-close-mid-event.protobuf", CLOSES),
            entry("g-close-six-times.msgpack", CLOSES),
            entry("g-close-six-times.protobuf", CLOSES),
            entry("g-error-string.msgpack", "a plugin that fails is answered for, never with an error text"),
            entry("g-malformed-1.msgpack", GARBAGE),
            entry("g-malformed-1.protobuf", GARBAGE),
            entry("g-malformed-2.msgpack", GARBAGE),
            entry("g-malformed-2.protobuf", GARBAGE),
            entry("g-malformed-3.msgpack", GARBAGE),
            entry("g-malformed-3.protobuf", GARBAGE),
            entry("g-malformed-5.msgpack", GARBAGE),
            entry("g-malformed-5.protobuf", GARBAGE),
            entry("g-odd-answers.msgpack", GARBAGE),
            entry("g-start-closed.msgpack", "a failed start is answered with an error text in MsgPack, not by closing"),
            entry("i-managed-killed.msgpack", KILLED),
            entry("i-managed-killed.protobuf", KILLED),
            entry("i-restart-same-ids.msgpack", SAME_IDS),
            entry("i-restart-same-ids.protobuf", SAME_IDS),
            entry("l-never-answers.both", "the recorded servers are silent for more than a minute"));

    /** Calls that throw in Kong: the PDK refuses them, and a stand-in is left unanswered in their place. */
    private static final Map<String, PdkFunction> REFUSED = Map.of(
            "c-certificate", PdkFunction.CLIENT_GET_IP,
            "f-throw-access", PdkFunction.SERVICE_RESPONSE_GET_STATUS,
            "f-throw-log", PdkFunction.REQUEST_GET_METHOD,
            "f-throw-log-stale", PdkFunction.REQUEST_GET_METHOD);

    @TempDir
    Path directory;

    static Stream<String> replayed() throws IOException {
        return Recording.names().stream().filter(name -> !NOT_REPLAYED.containsKey(name));
    }

    @Test
    void every_session_is_replayed_or_has_a_reason_why_not() throws IOException {
        Set<String> all = Set.copyOf(Recording.names());

        assertThat(all).containsAll(NOT_REPLAYED.keySet());
        assertThat(replayed().filter(name -> name.endsWith(".msgpack"))).hasSize(29);
        assertThat(replayed().filter(name -> name.endsWith(".protobuf"))).hasSize(27);
        assertThat(all).hasSize(29 + 27 + NOT_REPLAYED.size());
    }

    @ParameterizedTest
    @MethodSource("replayed")
    void the_server_says_what_was_recorded(String session) throws Exception {
        Recording recording = Recording.read(session);
        int dot = session.lastIndexOf('.');
        Protocol protocol = session.endsWith(".msgpack") ? Protocol.MSGPACK : Protocol.PROTOBUF;
        Optional<PdkFunction> refused = Optional.ofNullable(REFUSED.get(session.substring(0, dot)));
        Scripts scripts = new Scripts(Duration.ofSeconds(refused.isPresent() ? 4 : 30));
        try (ReplayedServer server = new ReplayedServer(directory.resolve("s"), protocol, scripts)) {
            Replay replay = protocol == Protocol.MSGPACK
                    ? new MsgPackReplay(server, scripts)
                    : new ProtoBufReplay(server, scripts);
            replay(recording, server, replay);
            assertThat(replay.refused()).isEqualTo(refused.stream().toList());
            if (refused.isPresent()) {
                server.awaitNoEvents();
            }
        }
    }

    private static void replay(Recording recording, ReplayedServer server, Replay replay) throws Exception {
        List<Recording.Line> lines = recording.lines();
        for (int i = 0; i < lines.size(); i++) {
            Recording.Line line = lines.get(i);
            switch (line.direction()) {
                case "kong connects" -> server.kongConnects(line.connection());
                case "kong closes" -> server.kongCloses(line.connection());
                case "server closes" -> server.serverCloses(line.connection(), idle(lines, i));
                case "kong>server" -> replay.fromKong(recording, i);
                default -> replay.fromServer(line);
            }
        }
    }

    /** Whether the last message on the line's connection was an answer. */
    private static boolean idle(List<Recording.Line> lines, int index) {
        return lines.subList(0, index).stream()
                .filter(line -> line.connection() == lines.get(index).connection())
                .reduce((first, second) -> second)
                .filter(Recording.Line::fromServer)
                .isPresent();
    }
}
