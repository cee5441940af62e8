package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.owner.Owner;
import io.github.kongjava.server.owner.Owners;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Here this test's process is server and Kong's worker in one, and its parent Kong's master. The first launcher lives to the
 * end of the server, which would give up its standard output otherwise.
 */
@EnabledOnOs(OS.LINUX)
class AdoptionTest {

    private static final TestPlugin OLD = TestPlugin.that((phase, kong) -> {});
    private static final TestPlugin NEW =
            TestPlugin.that((phase, kong) -> kong.response().exit(401));

    @TempDir
    Path folder;

    private final List<Process> launchers = new ArrayList<>();
    private final AtomicReference<Plugin> found = new AtomicReference<>(OLD);
    private final AtomicReference<Plugin> served = new AtomicReference<>(OLD);
    private Process first;
    private PluginServer server;

    @BeforeEach
    void a_server_runs_under_its_first_launcher() throws IOException {
        first = launcher("cat");
        Owners owners = new Owners(Owner.of(first.pid()).orElseThrow(), "same", Duration.ZERO);
        ServerOptions options = ServerOptions.onSocket(folder.resolve("s")).withDrain(Duration.ZERO);
        server = PluginServer.startOwned(options, new Found(), owners);
    }

    @AfterEach
    void end() {
        server.close();
        launchers.forEach(Process::destroyForcibly);
    }

    /** Standard output and error go where this process's go, as a server follows its launcher's. */
    private Process launcher(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        launchers.add(process);
        return process;
    }

    private ServerMessage ask(String identity, long launcher) throws IOException {
        try (KongWorker worker = KongWorker.connect(server.socket(), Protocol.MSGPACK)) {
            return worker.ask(id -> new KongMessage.Adopt(id, identity, launcher));
        }
    }

    private static String refusal(ServerMessage answer) {
        return ((Value.Text) ((ServerMessage.Failed) answer).error()).string();
    }

    @Test
    void the_same_server_goes_on_under_another_launcher_and_says_how_its_end_is_seen() throws Exception {
        Process second = launcher("cat");

        ServerMessage.Other answer = (ServerMessage.Other) ask("same", second.pid());

        Map<String, Value> fields = ((Value.Table) answer.result()).entries();
        assertThat(fields.get("Server"))
                .isEqualTo(new Value.Whole(ProcessHandle.current().pid()));
        long lifeline = ((Value.Whole) fields.get("Lifeline")).value();
        assertThat(Files.readSymbolicLink(Path.of("/proc/self/fd/" + lifeline)).toString())
                .startsWith("pipe:");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void a_server_that_was_started_otherwise_is_not_gone_on_with() throws Exception {
        assertThat(refusal(ask("other", launcher("cat").pid()))).contains("other options");
    }

    @Test
    void a_launcher_that_is_gone_gets_nothing() throws Exception {
        Process gone = launcher("cat");
        kill(gone);
        assertThat(refusal(ask("same", gone.pid()))).contains("launcher is gone");
    }

    @Test
    void the_launcher_of_another_kong_gets_nothing() throws Exception {
        Process worker = launcher("sh", "-c", "sleep 600 & wait");
        TestServer.await(
                "it has a child", () -> worker.toHandle().children().findAny().isPresent());
        ProcessHandle launcher = worker.toHandle().children().findAny().orElseThrow();
        try {
            assertThat(refusal(ask("same", launcher.pid()))).contains("another Kong");
        } finally {
            launcher.destroyForcibly();
        }
    }

    @Test
    void a_server_that_ends_with_its_parent_goes_on_for_nobody() throws Exception {
        try (TestServer plain = TestServer.serving(OLD)) {
            KongWorker worker = plain.worker(Protocol.MSGPACK);
            ServerMessage answer = worker.ask(id -> new KongMessage.Adopt(id, "same", first.pid()));
            assertThat(refusal(answer)).contains("ends with the process that started it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_the_new_worker_started_with_the_old_code_is_started_anew_with_the_new(Protocol protocol)
            throws Exception {
        try (KongWorker worker = KongWorker.connect(server.socket(), protocol)) {
            int old = worker.startInstance("test", "{}").id();
            assertThat(worker.event(old, Phase.ACCESS, PdkAnswers.nil())).isInstanceOf(EventResult.Ended.class);
            found.set(NEW);

            assertThat(ask("same", launcher("cat").pid())).isInstanceOf(ServerMessage.Other.class);

            EventResult unknown = worker.event(old, Phase.ACCESS, PdkAnswers.nil());
            if (protocol == Protocol.MSGPACK) {
                assertThat(((EventResult.ErrorText) unknown).error()).contains("no plugin instance");
            } else {
                assertThat(unknown).isInstanceOf(EventResult.Closed.class);
            }
            int now = worker.startInstance("test", "{}").id();
            assertThat(worker.event(now, Phase.ACCESS, PdkAnswers.nil()).toString())
                    .contains("RESPONSE_EXIT");
        }
    }

    /** Finds other plugins when it looks again. */
    private final class Found implements Plugins {

        @Override
        public Optional<Plugin> find(String name) {
            return Optional.of(served.get()).filter(plugin -> plugin.name().equals(name));
        }

        @Override
        public Collection<Plugin> all() {
            return List.of(served.get());
        }

        @Override
        public List<Plugin> refresh() {
            Plugin before = served.getAndSet(found.get());
            return before.equals(served.get()) ? List.of() : List.of(before);
        }
    }
}
