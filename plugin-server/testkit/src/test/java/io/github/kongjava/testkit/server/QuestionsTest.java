package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be asked of a server besides instances and events. */
class QuestionsTest {

    private static final TestPlugin PLUGIN = TestPlugin.that((phase, kong) -> {});

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.serving(PLUGIN);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Map<String, Value> table(ServerMessage answer) {
        return ((Value.Table) ((ServerMessage.Other) answer).result()).entries();
    }

    @Test
    void the_names_of_the_plugins_are_told_in_both_protocols() throws IOException {
        assertThat(server.worker(Protocol.PROTOBUF).ask(KongMessage.PluginNames::new))
                .isInstanceOfSatisfying(
                        ServerMessage.Names.class,
                        names -> assertThat(names.names()).containsExactly("test"));
        assertThat(server.worker(Protocol.MSGPACK).ask(KongMessage.PluginNames::new))
                .isInstanceOfSatisfying(
                        ServerMessage.Other.class,
                        other -> assertThat(other.result()).isEqualTo(new Value.Seq(List.of(Value.text("test")))));
    }

    @Test
    void a_plugin_is_described_in_protobuf() throws IOException {
        ServerMessage answer = server.worker(Protocol.PROTOBUF).ask(id -> new KongMessage.PluginInfo(id, "test"));
        assertThat(answer).isInstanceOfSatisfying(ServerMessage.Plugin.class, told -> {
            assertThat(told.plugin().name()).isEqualTo("test");
            assertThat(told.plugin().version()).isEqualTo(PLUGIN.version());
            assertThat(told.plugin().priority()).isEqualTo(PLUGIN.priority());
            assertThat(told.plugin().phases())
                    .containsExactlyElementsOf(PLUGIN.phases().stream()
                            .sorted()
                            .map(Phase::kongName)
                            .toList());
            assertThat(told.plugin().schema()).isEqualTo(PLUGIN.schemaJson());
        });
    }

    @Test
    void a_plugin_is_described_in_msgpack() throws IOException {
        ServerMessage answer = server.worker(Protocol.MSGPACK).ask(id -> new KongMessage.PluginInfo(id, "test"));
        assertThat(table(answer))
                .containsEntry("Name", Value.text("test"))
                .containsEntry("Version", Value.text(PLUGIN.version()))
                .containsEntry("Priority", new Value.Whole(PLUGIN.priority()));
    }

    @ParameterizedTest
    @EnumSource
    void an_instance_is_described_as_long_as_it_is_there(Protocol protocol) throws IOException {
        KongWorker worker = server.worker(protocol);
        int instance = worker.startInstance("test", "{}").id();
        ServerMessage answer = worker.ask(id -> new KongMessage.InstanceStatus(id, instance));
        assertThat(answer).isInstanceOfSatisfying(ServerMessage.Instance.class, told -> {
            assertThat(told.instance().id()).isEqualTo(instance);
            assertThat(told.instance().plugin()).isEqualTo("test");
        });
        assertThat(worker.closeInstance(instance)).isTrue();
        assertUnknown(worker, protocol, instance);
    }

    private static void assertUnknown(KongWorker worker, Protocol protocol, int instance) throws IOException {
        if (protocol == Protocol.MSGPACK) {
            assertThat(worker.ask(id -> new KongMessage.InstanceStatus(id, instance)))
                    .isInstanceOfSatisfying(
                            ServerMessage.Failed.class,
                            failed -> assertThat(((Value.Text) failed.error()).string())
                                    .contains("no plugin instance"));
        } else {
            assertThatThrownBy(() -> worker.ask(id -> new KongMessage.InstanceStatus(id, instance)))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_that_is_not_there_is_not_described_and_events_go_on(Protocol protocol) throws IOException {
        KongWorker worker = server.worker(protocol);
        int instance = worker.startInstance("test", "{}").id();
        if (protocol == Protocol.MSGPACK) {
            assertThat(worker.ask(id -> new KongMessage.PluginInfo(id, "none")))
                    .isInstanceOf(ServerMessage.Failed.class);
        } else {
            assertThatThrownBy(() -> worker.ask(id -> new KongMessage.PluginInfo(id, "none")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(worker.event(instance, Phase.ACCESS, PdkAnswers.nil())).isInstanceOf(EventResult.Ended.class);
    }
}
