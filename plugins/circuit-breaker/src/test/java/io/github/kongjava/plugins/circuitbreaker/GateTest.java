package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {

    private final SetClock clock = new SetClock();
    private final Kept kept = new Kept(clock, () -> 0.5, (subject, state) -> {});

    private Gate gate(Config.Mode mode, int max) {
        Config.Concurrency concurrency = new Config.Concurrency(max, false, Duration.ofSeconds(1), 5);
        return new Gate(TestSettings.config(mode, TestSettings.breaker(2), concurrency), kept);
    }

    private static Permit permit(Gate gate) {
        Gate.Answer answer = gate.ask(TestSettings.ORDERS);
        assertThat(answer.refusal()).isEmpty();
        return answer.permit().orElseThrow();
    }

    private static void fails(Gate gate) {
        permit(gate).end(Outcome.FAILURE, Duration.ZERO);
    }

    private static Optional<String> refusal(Gate gate) {
        return gate.ask(TestSettings.ORDERS).refusal().map(Gate.Refusal::reason);
    }

    @Test
    void a_full_limit_takes_no_trial() {
        Gate gate = gate(Config.Mode.NORMAL, 1);
        for (int i = 0; i < 4; i++) {
            fails(gate);
        }
        assertThat(refusal(gate)).contains("the circuit breaker is open");
        clock.passes(Duration.ofSeconds(11));
        Permit first = permit(gate);
        assertThat(refusal(gate)).contains("too many requests are on their way");
        assertThat(refusal(gate)).contains("too many requests are on their way");

        first.end(Outcome.SUCCESS, Duration.ZERO);
        permit(gate).end(Outcome.SUCCESS, Duration.ZERO);

        assertThat(kept.notClosed()).isEmpty();
    }

    @Test
    void an_open_breaker_takes_no_place_of_the_limit() {
        Gate gate = gate(Config.Mode.NORMAL, 3);
        for (int i = 0; i < 4; i++) {
            fails(gate);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(gate)).contains("the circuit breaker is open");
        }
    }

    @Test
    void whatever_many_threads_do_no_more_are_on_their_way_than_may_be_and_no_place_is_lost() throws Exception {
        Gate gate = gate(Config.Mode.NORMAL, 5);
        AtomicInteger onTheirWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable client = () -> {
            for (int i = 0; i < 5_000; i++) {
                Optional<Permit> permit = gate.ask(TestSettings.ORDERS).permit();
                if (permit.isEmpty()) {
                    clock.passes(Duration.ofMillis(500));
                    continue;
                }
                most.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1);
                onTheirWay.decrementAndGet();
                permit.get().end(TestSettings.anyOutcome(), Duration.ZERO);
            }
        };
        List<Thread> clients =
                IntStream.range(0, 16).mapToObj(i -> new Thread(client)).toList();
        clients.forEach(Thread::start);
        for (Thread one : clients) {
            one.join();
        }
        assertThat(most).hasValueLessThanOrEqualTo(5);

        Gate limitAlone = gate(Config.Mode.CLOSED, 5);
        for (int i = 0; i < 5; i++) {
            permit(limitAlone);
        }
        assertThat(refusal(limitAlone)).contains("too many requests are on their way");
    }

    @Test
    void set_to_open_it_lets_none_pass_and_set_to_closed_all() {
        assertThat(refusal(gate(Config.Mode.OPEN, 0))).contains("the circuit breaker is set to open");
        Gate closed = gate(Config.Mode.CLOSED, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(closed.ask(TestSettings.ORDERS)).isEqualTo(new Gate.Answer(Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void with_metrics_only_it_counts_and_tells_what_it_would_refuse() {
        Gate gate = gate(Config.Mode.METRICS_ONLY, 1);
        Permit first = permit(gate);
        for (int i = 0; i < 4; i++) {
            Gate.Answer answer = gate.ask(TestSettings.ORDERS);
            assertThat(answer.refusal().map(Gate.Refusal::reason)).contains("too many requests are on their way");
            answer.permit().orElseThrow().end(Outcome.FAILURE, Duration.ZERO);
        }
        first.giveUp();

        assertThat(refusal(gate)).contains("the circuit breaker is open");
        assertThat(refusal(gate(Config.Mode.NORMAL, 0)))
                .as("what was counted holds for mode normal")
                .contains("the circuit breaker is open");
    }
}
