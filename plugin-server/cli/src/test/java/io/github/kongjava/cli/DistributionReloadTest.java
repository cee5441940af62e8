package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.cli.FakeKong.Worker;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import io.github.kongjava.testkit.StartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(OS.LINUX)
class DistributionReloadTest {

    private static final String GOES_ON = "info goes on under launcher ";

    @TempDir
    Path folder;

    private Path socket;
    private String serve;
    private FakeKong kong;

    @BeforeEach
    void start() throws IOException {
        socket = folder.resolve("s");
        serve = Command.HOME.resolve("bin/kong-java") + " serve --reload-grace 0 --socket " + socket;
        kong = FakeKong.in(folder);
    }

    /** Whatever a test did, no server outlives Kong. */
    @AfterEach
    void kongEnds() throws Exception {
        ProcessHandle server = ProcessHandle.of(ask()).orElse(null);
        kong.close();
        if (server != null) {
            FakeKong.awaitEnd(server);
        }
    }

    private Worker serving(String command) throws IOException {
        Worker worker = kong.startWorker(command);
        FakeKong.awaitLine(worker, "info serving ");
        return worker;
    }

    private Worker reload() throws IOException {
        Worker worker = kong.startWorker(serve);
        FakeKong.awaitLine(worker, GOES_ON + worker.launcher().pid());
        return worker;
    }

    private long ask() {
        try (KongWorker worker = KongWorker.connect(socket, Protocol.MSGPACK)) {
            ServerMessage.Other status = (ServerMessage.Other) worker.ask(KongMessage.ServerStatus::new);
            return ((Value.Whole) ((Value.Table) status.result()).entries().getOrDefault("Pid", Value.NIL)).value();
        } catch (IOException e) {
            return -1; // nobody answers
        }
    }

    private ProcessHandle server() {
        return ProcessHandle.of(ask()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void a_server_serves_on_while_kong_reloads_and_its_log_goes_to_the_new_worker(Protocol protocol) throws Exception {
        Worker first = serving(serve);
        long pid = ask();
        assertThat(pid).isNotEqualTo(first.launcher().pid());
        try (KongWorker connected = KongWorker.connect(socket, protocol)) {
            int instance = connected.startInstance("hello", "{}").id();
            Worker second = reload();
            first.leave();

            assertThat(connected.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                    .isInstanceOf(EventResult.Ended.class);
            assertThat(ask()).isEqualTo(pid);
            assertThat(connected.startInstance("hello", "{\"message\": 7}")).isInstanceOf(StartResult.Failed.class);
            FakeKong.awaitLine(second, "phase=constructor");
            assertThat(first.said()).doesNotContain("phase=constructor");
        }
    }

    @Test
    void reloads_that_follow_each_other_at_once_leave_one_server() throws Exception {
        serve = serve.replace("--reload-grace 0", "--reload-grace 600");
        Worker first = serving(serve);
        long pid = ask();
        Worker second = kong.startWorker(serve);
        Worker third = kong.startWorker(serve);
        first.leave();
        second.leave();
        FakeKong.awaitLine(third, GOES_ON + third.launcher().pid());
        assertThat(ask()).isEqualTo(pid);
        assertThat(third.launcher().isAlive()).isTrue();
    }

    @Test
    void the_log_goes_to_a_launcher_that_is_left_when_the_last_one_dies() throws Exception {
        Worker first = serving(serve);
        Worker second = reload();
        Worker third = kong.startWorker(serve);
        FakeKong.awaitLine(third, GOES_ON + third.launcher().pid());
        first.leave();
        third.leave();
        try (KongWorker connected = KongWorker.connect(socket, Protocol.MSGPACK)) {
            FakeKong.await("the second worker's log is used again", () -> {
                connected.startInstance("hello", "{\"message\": 7}");
                return second.said().contains("phase=constructor");
            });
        }
    }

    @Test
    void the_launcher_ends_with_the_server_so_that_kong_starts_another() throws Exception {
        serving(serve).leave();
        Worker second = serving(serve);
        Worker third = kong.startWorker(serve);
        FakeKong.awaitLine(third, GOES_ON);
        // The server says so before the third process has its answer; without one it would serve itself.
        FakeKong.await(
                "the third launcher knows its server",
                () -> third.launcher().children().findAny().isEmpty());

        server().destroyForcibly();

        FakeKong.awaitEnd(second.launcher());
        FakeKong.awaitEnd(third.launcher());
        assertThat(third.said()).contains("has ended");
        Worker fourth = serving(serve);
        assertThat(fourth.launcher().isAlive()).isTrue();
    }

    @Test
    void a_server_that_is_told_to_end_does_and_so_does_its_launcher() throws Exception {
        Worker first = serving(serve);
        ProcessHandle server = server();
        server.destroy();
        FakeKong.awaitEnd(server);
        FakeKong.awaitEnd(first.launcher());
    }

    @Test
    void a_server_ends_with_kong_though_its_launcher_was_left_behind() throws Exception {
        serve = serve.replace("--reload-grace 0", "--reload-grace 600");
        Worker first = serving(serve);
        ProcessHandle server = server();
        try (KongWorker connected = KongWorker.connect(socket, Protocol.PROTOBUF)) {
            assertThat(connected.startInstance("hello", "{}")).isInstanceOf(StartResult.Started.class);
            kong.kill();
            first.process().destroyForcibly();
            FakeKong.awaitEnd(server);
        }
        FakeKong.awaitEnd(first.launcher());
    }

    @Test
    void a_server_without_a_launcher_holds_its_output_open_no_longer_so_that_kong_sees_the_end() throws Exception {
        Worker first = serving(serve);
        try (KongWorker connected = KongWorker.connect(socket, Protocol.PROTOBUF)) {
            assertThat(connected.startInstance("hello", "{}")).isInstanceOf(StartResult.Started.class);
            Path output = Path.of("/proc", Long.toString(ask()), "fd", "2");
            assertThat(Files.readSymbolicLink(output)).isEqualTo(first.log());

            first.launcher().destroyForcibly();

            FakeKong.await("it has let go", () -> isNowhere(output));
            assertThat(first.said())
                    .contains("has lost launcher " + first.launcher().pid());
            reload();
        }
    }

    @Test
    void nobody_holds_the_output_to_a_worker_that_shuts_down_once_its_requests_are_answered() throws Exception {
        Worker first = serving(serve);
        Path output = Path.of("/proc", Long.toString(ask()), "fd", "2");
        try (KongWorker connected = KongWorker.connect(socket, Protocol.PROTOBUF)) {
            assertThat(connected.startInstance("hello", "{}")).isInstanceOf(StartResult.Started.class);
            first.quit();
            FakeKong.await("it is leaving", first::isLeaving);
            assertThat(connected.startInstance("hello", "{\"message\": 7}")).isInstanceOf(StartResult.Failed.class);
            FakeKong.awaitLine(first, "phase=constructor");
        }
        FakeKong.await("the server has let go", () -> isNowhere(output));
        FakeKong.await("the launcher has let go", () -> isNowhere(first.output()));
        assertThat(first.launcher().isAlive()).isTrue();
        assertThat(first.said()).contains(" shuts down");

        Worker second = reload();
        assertThat(Files.readSymbolicLink(output)).isEqualTo(second.log());
    }

    @Test
    void the_launcher_of_a_worker_that_shuts_down_lets_go_when_there_is_another_though_requests_go_on()
            throws Exception {
        Worker first = serving(serve);
        try (KongWorker connected = KongWorker.connect(socket, Protocol.MSGPACK)) {
            assertThat(connected.startInstance("hello", "{}")).isInstanceOf(StartResult.Started.class);
            Worker second = reload();
            first.quit();
            FakeKong.await("it has let go", () -> isNowhere(first.output()));
            assertThat(connected.startInstance("hello", "{\"message\": 7}")).isInstanceOf(StartResult.Failed.class);
            FakeKong.awaitLine(second, "phase=constructor");
        }
    }

    private static boolean isNowhere(Path output) throws IOException {
        return Files.readSymbolicLink(output).equals(Path.of("/dev/null"));
    }

    @Test
    void a_launcher_whose_worker_crashed_ends_as_well() throws Exception {
        Worker first = serving(serve);
        Worker second = reload();
        first.process().destroyForcibly();
        FakeKong.awaitEnd(first.launcher());
        assertThat(second.launcher().isAlive()).isTrue();
    }

    @Test
    void without_a_launcher_a_server_stays_as_long_as_somebody_is_connected() throws Exception {
        Worker first = serving(serve);
        ProcessHandle server = server();
        try (KongWorker connected = KongWorker.connect(socket, Protocol.PROTOBUF)) {
            int instance = connected.startInstance("hello", "{}").id();
            first.leave();
            FakeKong.awaitEnd(first.launcher());
            assertThat(connected.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                    .isInstanceOf(EventResult.Ended.class);
        }
        FakeKong.awaitEnd(server);
    }

    @Test
    void a_server_that_lost_its_launcher_is_found_by_the_next_one() throws Exception {
        Worker first = serving(serve);
        long pid = ask();
        try (KongWorker connected = KongWorker.connect(socket, Protocol.PROTOBUF)) {
            assertThat(connected.startInstance("hello", "{}")).isInstanceOf(StartResult.Started.class);
            first.leave();
            FakeKong.awaitEnd(first.launcher());
            reload();
        }
        assertThat(ask()).isEqualTo(pid);
    }

    @ParameterizedTest
    @EnumSource
    void with_other_options_a_new_server_takes_over_and_the_old_one_serves_its_connections(Protocol protocol)
            throws Exception {
        Worker first = serving(serve);
        ProcessHandle old = server();
        try (KongWorker connected = KongWorker.connect(socket, protocol)) {
            int instance = connected.startInstance("hello", "{}").id();
            Worker second = serving(serve + " --max-events 5");
            first.leave();

            assertThat(second.said()).contains("started with other options");
            assertThat(ask()).isNotEqualTo(old.pid());
            assertThat(connected.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                    .isInstanceOf(EventResult.Ended.class);
            try (KongWorker other = KongWorker.connect(socket, protocol)) {
                assertThat(other.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                        .as("the new server does not know the old one's instances")
                        .isNotInstanceOf(EventResult.Ended.class);
            }
        }
        FakeKong.awaitEnd(old);
        assertThat(socket).exists();
    }

    @Test
    void a_jar_that_became_bad_is_named_at_the_reload_and_its_plugin_served_no_longer() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(Command.helloJar(), plugins.resolve("hello.jar"));
        serve += " --plugins " + plugins;
        serving(serve);
        long pid = ask();
        Files.delete(plugins.resolve("hello.jar"));
        Files.writeString(plugins.resolve("hello.jar"), "no archive");

        Worker second = reload();

        FakeKong.awaitLine(second, "kong-java: hello.jar: the jar cannot be opened");
        assertThat(ask()).isEqualTo(pid);
        try (KongWorker connected = KongWorker.connect(socket, Protocol.MSGPACK)) {
            assertThat(connected.startInstance("hello", "{}")).isInstanceOf(StartResult.Failed.class);
        }
    }

    @Test
    void a_server_that_shall_not_survive_takes_the_launchers_process_over() throws Exception {
        Worker first = serving(serve + " --no-survive-reload");
        assertThat(ask()).isEqualTo(first.launcher().pid());
    }
}
