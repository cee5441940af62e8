package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KongWorkerTest {

    private static final List<PdkCall> ASK_METHOD = List.of(new PdkCall(PdkFunction.REQUEST_GET_METHOD, List.of()));

    private final Scripts scripts = new Scripts(Duration.ofSeconds(30));

    @TempDir
    Path directory;

    private PluginServer server() throws Exception {
        return PluginServer.start(ServerOptions.onSocket(directory.resolve("s")), ReplayedPlugin.ofAnyName(scripts));
    }

    private static PdkAnswers get() {
        return call -> new PdkAnswers.Answer.Reply(Value.text("GET"));
    }

    @ParameterizedTest
    @EnumSource
    void an_event_makes_its_calls_and_ends(Protocol protocol) throws Exception {
        try (PluginServer server = server();
                KongWorker worker = KongWorker.connect(server.socket(), protocol)) {
            int instance = worker.startInstance("probe", "{}").id();
            scripts.calls().add(ASK_METHOD);

            EventResult result = worker.event(instance, Phase.ACCESS, get());

            assertThat(result).isInstanceOf(EventResult.Ended.class);
            assertThat(result.calls()).extracting(PdkCall::function).containsExactly(PdkFunction.REQUEST_GET_METHOD);
            assertThat(worker.closeInstance(instance)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_instance_is_told_in_the_way_that_makes_kong_start_it_anew(Protocol protocol) throws Exception {
        try (PluginServer server = server();
                KongWorker worker = KongWorker.connect(server.socket(), protocol)) {
            EventResult result = worker.event(12345, Phase.ACCESS, get());

            if (protocol == Protocol.MSGPACK) {
                assertThat(((EventResult.ErrorText) result).error()).contains("no plugin instance");
            } else {
                assertThat(result).isInstanceOf(EventResult.Closed.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void steps_may_spread_over_connections(Protocol protocol) throws Exception {
        WorkerOptions options = WorkerOptions.kong().spreadOver(5, 42);
        try (PluginServer server = server();
                KongWorker worker = KongWorker.connect(server.socket(), protocol, options)) {
            int instance = worker.startInstance("probe", "{}").id();
            for (int i = 0; i < 50; i++) {
                scripts.calls().add(List.of(ASK_METHOD.get(0), ASK_METHOD.get(0)));
                assertThat(worker.event(instance, Phase.ACCESS, get())).isInstanceOf(EventResult.Ended.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_server_is_unreachable(Protocol protocol) throws Exception {
        try (KongWorker worker = KongWorker.connect(directory.resolve("nobody"), protocol)) {
            assertThat(worker.event(1, Phase.ACCESS, get())).isInstanceOf(EventResult.Unreachable.class);
            assertThat(worker.startInstance("probe", "{}")).isInstanceOf(StartResult.Failed.class);
        }
    }
}
