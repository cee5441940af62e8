package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import io.github.kongjava.testkit.PdkAnswers.Answer;
import io.github.kongjava.testkit.WorkerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    private static final Set<Phase> CAN_EXIT = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.PREREAD);

    static Stream<Arguments> everyPhaseInBothProtocols() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Arrays.stream(Phase.values()).map(phase -> Arguments.of(protocol, phase)));
    }

    @ParameterizedTest
    @MethodSource("everyPhaseInBothProtocols")
    void a_phase_that_returns_ends_regularly(Protocol protocol, Phase phase) throws IOException {
        Set<Phase> seen = ConcurrentHashMap.newKeySet();
        try (TestServer server = TestServer.serving(TestPlugin.that((called, kong) -> seen.add(called)))) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            EventResult result = worker.event(instance, phase, PdkAnswers.nil());

            assertThat(result).isEqualTo(new EventResult.Ended(List.of()));
            assertThat(seen).containsExactly(phase);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPhaseInBothProtocols")
    void exit_ends_the_phase_where_kong_allows_it(Protocol protocol, Phase phase) throws IOException {
        TestPlugin plugin = TestPlugin.that((called, kong) -> {
            throw phase == Phase.PREREAD
                    ? kong.response().exit(403)
                    : kong.response().exit(403, "no");
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            EventResult result = worker.event(instance, phase, exits());

            if (CAN_EXIT.contains(phase)) {
                assertThat(result).isInstanceOfSatisfying(EventResult.Exited.class, exited -> {
                    assertThat(exited.exit().function()).isEqualTo(PdkFunction.RESPONSE_EXIT);
                    assertThat(exited.exit().arguments().get(0)).isEqualTo(new Value.Whole(403));
                });
            } else {
                assertThat(result).isEqualTo(new EventResult.Ended(List.of()));
            }
            server.awaitNoEvents();
        }
    }

    private static PdkAnswers exits() {
        return call -> call.function() == PdkFunction.RESPONSE_EXIT ? new Answer.Exit() : new Answer.Reply(Value.NIL);
    }

    @ParameterizedTest
    @EnumSource
    void an_exit_that_the_plugin_catches_still_ends_the_phase(Protocol protocol) throws IOException {
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            try {
                kong.response().exit(401);
            } catch (RuntimeException swallowed) {
                assertThat(swallowed).isNotNull();
            }
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertThat(worker.event(instance, Phase.ACCESS, exits())).isInstanceOf(EventResult.Exited.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_nil_result_is_an_empty_optional(Protocol protocol) throws IOException {
        AtomicReference<Object> seen = new AtomicReference<>();
        TestPlugin plugin =
                TestPlugin.that((phase, kong) -> seen.set(kong.request().header("x-none")));
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            worker.event(instance, Phase.ACCESS, PdkAnswers.nil());

            assertThat(seen.get()).isEqualTo(java.util.Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void values_of_megabytes_and_of_any_bytes_go_both_ways(Protocol protocol) throws IOException {
        byte[] body = new byte[5 * 1024 * 1024];
        new java.util.Random(7).nextBytes(body);
        TestPlugin plugin = TestPlugin.that((phase, kong) ->
                kong.service().request().setRawBody(kong.request().rawBody()));
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            EventResult result = worker.event(
                    instance,
                    Phase.ACCESS,
                    call -> new Answer.Reply(
                            call.function() == PdkFunction.REQUEST_GET_RAW_BODY ? new Value.Text(body) : Value.NIL));

            assertThat(result).isInstanceOf(EventResult.Ended.class);
            assertThat(result.calls().get(1).arguments()).containsExactly(new Value.Text(body));
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_hundred_events_at_once_keep_their_own_answers(Protocol protocol) throws Exception {
        int events = 200;
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            for (int i = 0; i < 5; i++) {
                String value = kong.request().header("x-" + i).orElse("?");
                kong.service().request().setHeader("y-" + i, value);
            }
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol, WorkerOptions.kong().spreadOver(64, 42));
            int instance = worker.startInstance("test", "{}").id();
            ExecutorService requests = Executors.newFixedThreadPool(events);
            CountDownLatch go = new CountDownLatch(events);
            List<Future<EventResult>> results = new ArrayList<>();
            for (int n = 0; n < events; n++) {
                String own = "request-" + n;
                results.add(requests.submit(() -> {
                    go.countDown();
                    go.await();
                    return worker.event(instance, Phase.ACCESS, echo(own));
                }));
            }

            for (int n = 0; n < events; n++) {
                EventResult result = results.get(n).get();
                assertThat(result).as("event %s", n).isInstanceOf(EventResult.Ended.class);
                Value expected = Value.text("request-" + n);
                assertThat(result.calls().stream()
                                .filter(call -> call.function() == PdkFunction.SERVICE_REQUEST_SET_HEADER)
                                .map(call -> call.arguments().get(1)))
                        .hasSize(5)
                        .containsOnly(expected);
            }
            requests.shutdown();
            server.awaitNoEvents();
        }
    }

    private static PdkAnswers echo(String own) {
        return call ->
                new Answer.Reply(call.function() == PdkFunction.REQUEST_GET_HEADER ? Value.text(own) : Value.NIL);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_that_kong_leaves_in_mid_call_is_reclaimed(Protocol protocol) throws IOException {
        TestPlugin plugin =
                TestPlugin.that((phase, kong) -> kong.request().method()).within(Duration.ofMillis(300));
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();
            for (int i = 0; i < 20; i++) {
                assertThat(worker.event(instance, Phase.ACCESS, call -> new Answer.Throw("it failed in Lua")))
                        .isInstanceOf(EventResult.Threw.class);
            }

            server.awaitNoEvents();

            assertThat(worker.event(instance, Phase.ACCESS, PdkAnswers.nil())).isInstanceOf(EventResult.Ended.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_instance_is_answered_so_that_kong_starts_it_anew(Protocol protocol) throws IOException {
        try (TestServer server = TestServer.serving(TestPlugin.that((phase, kong) -> {}))) {
            EventResult result = server.worker(protocol).event(12345, Phase.ACCESS, PdkAnswers.nil());

            if (protocol == Protocol.MSGPACK) {
                assertThat(result)
                        .isInstanceOfSatisfying(
                                EventResult.ErrorText.class,
                                text -> assertThat(text.error()).contains("no plugin instance"));
            } else {
                assertThat(result).isEqualTo(new EventResult.Closed(false, List.of()));
            }
        }
    }

    @Test
    void a_step_for_an_event_that_is_over_is_answered_with_its_end() throws IOException {
        try (TestServer server = TestServer.serving(TestPlugin.that((phase, kong) -> {}))) {
            ServerMessage answer =
                    server.worker(Protocol.MSGPACK).ask(id -> new KongMessage.Step(id, 4711, Value.text("late")));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            ServerMessage.Ended.class,
                            ended -> assertThat(ended.event()).isEqualTo(4711));
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_pdk_refuses_other_threads_and_later_use(Protocol protocol) throws Exception {
        AtomicReference<io.github.kongjava.pdk.Kong> leaked = new AtomicReference<>();
        AtomicReference<Throwable> elsewhere = new AtomicReference<>();
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            leaked.set(kong);
            Thread other = new Thread(() -> {
                try {
                    kong.request().method();
                } catch (IllegalStateException e) {
                    elsewhere.set(e);
                }
            });
            other.start();
            other.join();
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            EventResult result = worker.event(instance, Phase.ACCESS, PdkAnswers.nil());

            assertThat(result.calls()).isEmpty();
            assertThat(elsewhere.get()).hasMessageContaining("only by the thread that runs the phase");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> leaked.get().request().method())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thousands_of_events_in_a_row_leave_nothing_behind(Protocol protocol) throws IOException {
        TestPlugin plugin = TestPlugin.that((phase, kong) -> kong.request().header("x"));
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertThat(IntStream.range(0, 3000)
                            .mapToObj(n -> worker.event(instance, Phase.ACCESS, PdkAnswers.nil()))
                            .filter(result -> !(result instanceof EventResult.Ended)))
                    .isEmpty();

            assertThat(server.server().openConnections()).isEqualTo(1);
            server.awaitNoEvents();
        }
    }

    @ParameterizedTest
    @EnumSource
    void plugin_code_runs_with_its_own_class_loader_as_the_context(Protocol protocol) throws IOException {
        List<ClassLoader> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        TestPlugin plugin = TestPlugin.made((config, context) -> {
            seen.add(Thread.currentThread().getContextClassLoader());
            return new TestPlugin.Everything(
                    (phase, kong) -> seen.add(Thread.currentThread().getContextClassLoader()));
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            worker.event(instance, Phase.ACCESS, PdkAnswers.nil());

            assertThat(seen).containsExactly(TestPlugin.LOADER, TestPlugin.LOADER);
        }
    }

    @Test
    void status_tells_plugins_instances_and_events() throws IOException {
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            if (phase == Phase.LOG) {
                throw new IllegalStateException("in log");
            }
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(Protocol.MSGPACK);
            int instance = worker.startInstance("test", "{}").id();
            worker.event(instance, Phase.ACCESS, PdkAnswers.nil());
            worker.event(instance, Phase.LOG, PdkAnswers.nil());
            server.awaitNoEvents();

            ServerMessage answer = worker.ask(KongMessage.ServerStatus::new);

            Value.Table status = (Value.Table) ((ServerMessage.Other) answer).result();
            Value.Seq plugins = (Value.Seq) status.entries().get("Plugins");
            Map<String, Value> state = ((Value.Table) plugins.items().get(0)).entries();
            assertThat(state)
                    .containsEntry("Name", new Value.Text("test".getBytes(StandardCharsets.UTF_8)))
                    .containsEntry("Instances", new Value.Whole(1))
                    .containsEntry("Events", new Value.Whole(2))
                    .containsEntry("Failures", new Value.Whole(1));
        }
    }
}
