package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import io.github.kongjava.testkit.PdkAnswers.Answer;
import io.github.kongjava.testkit.StartResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BarrierTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    /** Kinds of failure that plugin code may come to. */
    enum Fault {
        RUNTIME_EXCEPTION(() -> new IllegalStateException("broken")),
        CHECKED_EXCEPTION(() -> new IOException("broken")),
        ERROR(() -> new AssertionError("broken")),
        LINKAGE_ERROR(() -> new NoClassDefFoundError("missing/Class")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("broken")),
        THREAD_DEATH(BarrierTest::threadDeath),
        INTERRUPTED(InterruptedException::new),
        ONE_THAT_CANNOT_EVEN_BE_DESCRIBED(Undescribable::new),
        THE_WORDS_THAT_KONG_LISTENS_FOR(() -> new IllegalStateException("no plugin instance, connection closed"));

        @SuppressWarnings("ImmutableEnumChecker") // the suppliers keep nothing
        private final Supplier<Throwable> throwable;

        Fault(Supplier<Throwable> throwable) {
            this.throwable = throwable;
        }
    }

    @SuppressWarnings({"removal", "deprecation"})
    private static Throwable threadDeath() {
        return new ThreadDeath();
    }

    private static final class Undescribable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("even this fails");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("and this");
        }
    }

    static Stream<Arguments> everyFaultInBothProtocols() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(protocol, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyFaultInBothProtocols")
    void whatever_a_phase_throws_the_client_gets_a_500(Protocol protocol, Fault fault) throws IOException {
        try (ServerLog log = ServerLog.open();
                TestServer server = TestServer.serving(TestPlugin.that((phase, kong) -> {
                    throw fault.throwable.get();
                }))) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            for (Phase phase : List.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE)) {
                assertRefused(worker.event(instance, phase, answers()), 500);
            }
            for (Phase phase : List.of(Phase.LOG, Phase.CERTIFICATE)) {
                assertThat(worker.event(instance, phase, answers())).isInstanceOf(EventResult.Ended.class);
            }

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(" failed: "))
                    .hasSize(5)
                    .allSatisfy(line -> assertThat(line)
                            .contains("plugin=test")
                            .contains("instance=" + instance)
                            .contains("phase="));
            server.awaitNoEvents();
        }
    }

    private static PdkAnswers answers() {
        return call -> call.function() == PdkFunction.RESPONSE_EXIT ? new Answer.Exit() : new Answer.Reply(Value.NIL);
    }

    private static void assertRefused(EventResult result, int status) {
        assertThat(result).isInstanceOf(EventResult.Exited.class);
        PdkCall exit = ((EventResult.Exited) result).exit();
        assertThat(exit.arguments().get(0)).isEqualTo(new Value.Whole(status));
        assertThat(((Value.Text) exit.arguments().get(1)).string()).contains("\"message\"");
    }

    @ParameterizedTest
    @MethodSource("everyFaultInBothProtocols")
    void whatever_a_constructor_throws_is_the_reason_why_the_instance_does_not_start(Protocol protocol, Fault fault)
            throws IOException {
        try (ServerLog log = ServerLog.open();
                TestServer server = TestServer.serving(TestPlugin.made((config, context) -> {
                    throw fault.throwable.get();
                }))) {
            StartResult result = server.worker(protocol).startInstance("test", "{}");

            assertThat(result).isInstanceOf(StartResult.Failed.class);
            String error = ((StartResult.Failed) result).error();
            if (protocol == Protocol.MSGPACK) {
                assertThat(error)
                        .contains("cannot start plugin test")
                        .doesNotContainIgnoringCase("no plugin instance")
                        .doesNotContainIgnoringCase("closed");
            }
            assertThat(log.lines()).anyMatch(line -> line.contains("plugin=test phase=constructor failed: "));
        }
    }

    @ParameterizedTest
    @MethodSource("everyFaultInBothProtocols")
    void whatever_close_throws_concerns_nobody_else(Protocol protocol, Fault fault) throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        TestPlugin plugin = TestPlugin.made((config, context) -> new Closing(() -> {
            closed.set(true);
            throw TestPluginThrows.sneaky(fault.throwable.get());
        }));
        try (ServerLog log = ServerLog.open();
                TestServer server = TestServer.serving(
                        plugin, TestPlugin.that((phase, kong) -> {}).named("other"))) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertThat(worker.closeInstance(instance)).isTrue();

            TestServer.await("close was called", closed::get);
            TestServer.await(
                    "it was logged", () -> log.lines().stream().anyMatch(line -> line.contains("phase=close")));
            int other = worker.startInstance("other", "{}").id();
            assertThat(worker.event(other, Phase.ACCESS, answers())).isInstanceOf(EventResult.Ended.class);
        }
    }

    private record Closing(Runnable atClose) implements io.github.kongjava.pdk.AccessPhase, AutoCloseable {
        @Override
        public void access(io.github.kongjava.pdk.Kong kong) {
            kong.request().method();
        }

        @Override
        public void close() {
            atClose.run();
        }
    }

    private static final class TestPluginThrows {
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        static <T extends Throwable> RuntimeException sneaky(Throwable e) throws T {
            throw (T) e;
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int recurse(int n) {
        return recurse(n + 1) + 1;
    }

    @ParameterizedTest
    @EnumSource
    void endless_recursion_and_huge_allocations_are_failures_as_any_other(Protocol protocol) throws IOException {
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            if (phase == Phase.ACCESS) {
                recurse(0);
            }
            List<long[]> hoard = new ArrayList<>();
            while (hoard.size() < Integer.MAX_VALUE) {
                hoard.add(new long[Integer.MAX_VALUE - 8]);
            }
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 500);
            assertRefused(worker.event(instance, Phase.RESPONSE, answers()), 500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_may_choose_another_status_or_that_requests_pass(Protocol protocol) throws IOException {
        TestPlugin.Code broken = (phase, kong) -> {
            throw new IllegalStateException("broken");
        };
        try (TestServer server = TestServer.serving(
                TestPlugin.that(broken).onFailure(503, false),
                TestPlugin.that(broken).named("lenient").onFailure(500, true))) {
            KongWorker worker = server.worker(protocol);

            int strict = worker.startInstance("test", "{}").id();
            int lenient = worker.startInstance("lenient", "{}").id();

            assertRefused(worker.event(strict, Phase.ACCESS, answers()), 503);
            assertThat(worker.event(lenient, Phase.ACCESS, answers())).isInstanceOf(EventResult.Ended.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_phase_that_blocks_for_ever_is_answered_at_its_deadline_and_interrupted(Protocol protocol) throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        });
        try (ServerLog log = ServerLog.open();
                TestServer server = TestServer.serving(plugin.within(SHORT))) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 500);
            assertThat(worker.event(instance, Phase.LOG, answers())).isInstanceOf(EventResult.Ended.class);

            TestServer.await("both threads were interrupted", () -> interrupted.get() == 2);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("phase=access")
                            && line.contains("passed its deadline")
                            && line.contains("BarrierTest"));
            server.awaitNoEvents();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_endless_loop_that_ignores_interrupts_harms_no_other_event(Protocol protocol) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicBoolean hang = new AtomicBoolean(true);
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            while (hang.get() && !stop.get()) {
                Thread.onSpinWait();
            }
            kong.request().method();
        });
        try (TestServer server = TestServer.serving(plugin.within(SHORT))) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 500);
            assertThat(worker.event(instance, Phase.LOG, answers()).calls()).isEmpty();
            hang.set(false);
            assertThat(worker.event(instance, Phase.ACCESS, answers())).isInstanceOf(EventResult.Ended.class);

            stop.set(true);
            server.awaitNoEvents();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_with_too_many_stuck_threads_is_answered_for_at_once_until_they_return(Protocol protocol)
            throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger entered = new AtomicInteger();
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            entered.incrementAndGet();
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        });
        try (TestServer server = TestServer.serving(
                options -> options.withLimits(1 << 20, 100, 100, 2), plugin.within(Duration.ofMillis(100)))) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();
            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 500);
            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 500);

            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 503);

            assertThat(entered).hasValue(2);
            stop.set(true);
            server.awaitNoEvents();
            TestServer.await(
                    "the plugin serves again",
                    () -> worker.event(instance, Phase.ACCESS, answers()) instanceof EventResult.Ended);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_constructor_that_never_returns_is_given_up_at_its_deadline(Protocol protocol) throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        TestPlugin plugin = TestPlugin.made((config, context) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            throw new IllegalStateException("too late");
        });
        try (TestServer server = TestServer.serving(plugin.within(SHORT))) {
            assertThat(server.worker(protocol).startInstance("test", "{}")).isInstanceOf(StartResult.Failed.class);
            TestServer.await("the constructor was interrupted", interrupted::get);
        }
    }

    @ParameterizedTest
    @EnumSource
    void events_over_the_limit_are_answered_with_503(Protocol protocol) throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            inside.countDown();
            release.await();
        });
        try (TestServer server = TestServer.serving(options -> options.withLimits(1 << 20, 100, 2, 16), plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();
            ExecutorService requests = Executors.newFixedThreadPool(2);
            List<Future<EventResult>> first = List.of(
                    requests.submit(() -> worker.event(instance, Phase.ACCESS, answers())),
                    requests.submit(() -> worker.event(instance, Phase.ACCESS, answers())));
            inside.await();

            assertRefused(worker.event(instance, Phase.ACCESS, answers()), 503);

            release.countDown();
            for (Future<EventResult> result : first) {
                assertThat(result.get()).isInstanceOf(EventResult.Ended.class);
            }
            requests.shutdown();
        }
    }
}
