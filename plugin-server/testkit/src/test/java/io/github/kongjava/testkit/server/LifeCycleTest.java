package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import io.github.kongjava.testkit.StartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifeCycleTest {

    private static final TestPlugin QUIET = TestPlugin.that((phase, kong) -> {});

    @Test
    void the_socket_is_its_owners_alone_unless_told_otherwise(@TempDir Path folder) throws IOException {
        ServerOptions options = ServerOptions.onSocket(folder.resolve("s"));
        try (PluginServer server = PluginServer.start(options, TestServer.plugins(QUIET))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket())))
                    .isEqualTo("rw-------");
        }
        ServerOptions open = options.withSocketMode(PosixFilePermissions.fromString("rw-rw-rw-"));
        try (PluginServer server = PluginServer.start(open, TestServer.plugins(QUIET))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket())))
                    .isEqualTo("rw-rw-rw-");
        }
    }

    @Test
    void a_path_that_is_too_long_is_refused_and_the_longest_possible_one_is_not(@TempDir Path folder)
            throws IOException {
        int room = 107 - folder.toString().length() - 1;
        Path longest = folder.resolve("x".repeat(room));
        try (PluginServer server = PluginServer.start(ServerOptions.onSocket(longest), TestServer.plugins(QUIET))) {
            assertThat(server.socket()).isEqualTo(longest);
        }
        ServerOptions tooLong = ServerOptions.onSocket(folder.resolve("x".repeat(room + 1)));
        assertThatThrownBy(() -> PluginServer.start(tooLong, TestServer.plugins(QUIET)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("108 bytes")
                .hasMessageContaining("107");
    }

    @Test
    void a_file_that_is_no_socket_is_left_alone(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s"), "precious");
        assertThatThrownBy(() -> PluginServer.start(ServerOptions.onSocket(file), TestServer.plugins(QUIET)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no socket");
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @EnumSource
    void a_second_server_takes_the_path_over_and_the_first_leaves_it_at_its_end(Protocol protocol, @TempDir Path folder)
            throws IOException {
        ServerOptions options = ServerOptions.onSocket(folder.resolve("s")).withDrain(Duration.ZERO);
        PluginServer first = PluginServer.start(options, TestServer.plugins(QUIET));
        KongWorker before = KongWorker.connect(first.socket(), protocol);
        int old = before.startInstance("test", "{}").id();
        try (PluginServer second = PluginServer.start(options, TestServer.plugins(QUIET))) {
            assertThat(before.event(old, Phase.ACCESS, PdkAnswers.nil()))
                    .as("the first one still serves its connections")
                    .isInstanceOf(EventResult.Ended.class);
            first.close();

            assertThat(Files.exists(second.socket())).isTrue();
            try (KongWorker after = KongWorker.connect(second.socket(), protocol)) {
                int instance = after.startInstance("test", "{}").id();
                assertThat(after.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                        .isInstanceOf(EventResult.Ended.class);
                assertThat(after.event(old, Phase.ACCESS, PdkAnswers.nil()))
                        .as("an id of the former server is unknown")
                        .isNotInstanceOf(EventResult.Ended.class);
            }
        }
        before.close();
    }

    @Test
    void connecting_never_fails_while_servers_take_the_path_over(@TempDir Path folder) throws Exception {
        ServerOptions options = ServerOptions.onSocket(folder.resolve("s")).withDrain(Duration.ZERO);
        PluginServer current = PluginServer.start(options, TestServer.plugins(QUIET));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger starts = new AtomicInteger();
        ExecutorService kong = Executors.newSingleThreadExecutor();
        Future<List<String>> failures = kong.submit(() -> {
            List<String> failed = new java.util.ArrayList<>();
            while (!stop.get()) {
                try (KongWorker worker = KongWorker.connect(options.socket(), Protocol.MSGPACK)) {
                    if (worker.event(1, Phase.ACCESS, PdkAnswers.nil()) instanceof EventResult.Unreachable nobody) {
                        failed.add(nobody.why());
                    }
                    starts.incrementAndGet();
                }
            }
            return failed;
        });
        for (int i = 0; i < 20; i++) {
            PluginServer next = PluginServer.start(options, TestServer.plugins(QUIET));
            int seen = starts.get();
            TestServer.await("Kong connected meanwhile", () -> starts.get() > seen || failures.isDone());
            current.close();
            current = next;
        }
        stop.set(true);
        assertThat(failures.get()).isEmpty();
        kong.shutdown();
        current.close();
    }

    @ParameterizedTest
    @EnumSource
    void at_the_end_events_in_flight_finish_and_new_ones_are_sent_elsewhere(Protocol protocol) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            if (phase == Phase.ACCESS) {
                inside.countDown();
                release.await();
                kong.request().method();
            }
        });
        try (TestServer server = TestServer.serving(options -> options.withDrain(Duration.ofSeconds(20)), plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();
            worker.event(instance, Phase.LOG, PdkAnswers.nil());
            KongWorker other = server.worker(protocol);
            other.closeInstance(1);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            Future<EventResult> running = threads.submit(() -> worker.event(instance, Phase.ACCESS, PdkAnswers.nil()));
            inside.await();
            Future<?> closing = threads.submit(() -> server.server().close());

            TestServer.await("new events are refused", () -> {
                EventResult refused = other.event(instance, Phase.LOG, PdkAnswers.nil());
                boolean told = refused instanceof EventResult.ErrorText text
                        && text.error().contains("no plugin instance");
                return told || refused instanceof EventResult.Closed || refused instanceof EventResult.Unreachable;
            });

            release.countDown();
            assertThat(running.get()).isInstanceOf(EventResult.Ended.class);
            closing.get();
            threads.shutdown();
        }
    }

    /** A plugin object that tells when it was closed. */
    private record Counted(AtomicInteger closed) implements AccessPhase, AutoCloseable {
        @Override
        public void access(Kong kong) {
            kong.request().method();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource
    void instances_of_equal_content_share_one_object_that_lives_as_long_as_the_last_of_them(Protocol protocol)
            throws IOException {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        TestPlugin plugin = TestPlugin.made((config, context) -> {
            made.incrementAndGet();
            return new Counted(closed);
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int first = worker.startInstance("test", "{\"a\":1,\"b\":2,\"__seq__\":4}")
                    .id();
            int second = worker.startInstance("test", "{\"b\":2,\"a\":1,\"__seq__\":9}")
                    .id();
            int different = worker.startInstance("test", "{\"a\":1,\"b\":3}").id();

            assertThat(made).hasValue(2);
            assertThat(List.of(first, second, different)).doesNotHaveDuplicates();
            worker.closeInstance(first);
            assertThat(worker.event(second, Phase.ACCESS, PdkAnswers.nil())).isInstanceOf(EventResult.Ended.class);
            assertThat(closed).hasValue(0);
            worker.closeInstance(second);
            TestServer.await("the shared object was closed", () -> closed.get() == 1);
        }
        TestServer.await("the other one was closed at the end", () -> closed.get() == 2);
    }

    @Test
    void an_instance_that_nobody_uses_ends_by_itself() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        TestPlugin plugin = TestPlugin.made((config, context) -> new Counted(closed));
        try (TestServer server =
                TestServer.serving(options -> options.withInstanceIdle(Duration.ofMillis(50)), plugin)) {
            KongWorker worker = server.worker(Protocol.MSGPACK);
            int instance = worker.startInstance("test", "{}").id();

            TestServer.await("it was closed", () -> closed.get() == 1);

            assertThat(worker.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                    .isInstanceOf(EventResult.ErrorText.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_plugin_does_not_start(Protocol protocol) throws IOException {
        try (TestServer server = TestServer.serving(QUIET)) {
            StartResult result = server.worker(protocol).startInstance("nobody", "{}");

            assertThat(result).isInstanceOf(StartResult.Failed.class);
            if (protocol == Protocol.MSGPACK) {
                assertThat(((StartResult.Failed) result).error()).contains("no plugin nobody");
            }
        }
    }

    @Test
    void what_a_plugin_shares_outlives_its_instances() throws IOException {
        AtomicInteger made = new AtomicInteger();
        TestPlugin plugin = TestPlugin.made((config, context) -> {
            AtomicInteger counter = context.shared("counter", AtomicInteger.class, () -> {
                made.incrementAndGet();
                return new AtomicInteger();
            });
            return new TestPlugin.Everything((phase, kong) -> counter.incrementAndGet());
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(Protocol.PROTOBUF);
            for (int i = 0; i < 3; i++) {
                int instance = worker.startInstance("test", "{\"n\":" + i + "}").id();
                worker.event(instance, Phase.ACCESS, PdkAnswers.nil());
                worker.closeInstance(instance);
            }

            assertThat(made).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_goes_while_the_plugin_works_interrupts_it(Protocol protocol) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(
                    protocol, io.github.kongjava.testkit.WorkerOptions.kong().withReadTimeout(Duration.ofMillis(200)));
            int instance = worker.startInstance("test", "{}").id();

            assertThat(worker.event(instance, Phase.ACCESS, PdkAnswers.nil())).isInstanceOf(EventResult.TimedOut.class);

            TestServer.await("the plugin was interrupted", interrupted::get);
            server.awaitNoEvents();
        }
    }
}
