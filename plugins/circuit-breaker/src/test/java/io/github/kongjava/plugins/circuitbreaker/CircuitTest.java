package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Duration QUICK = Duration.ofMillis(5);

    private final SetClock clock = new SetClock();
    private final List<State> states = new ArrayList<>();
    private final AtomicInteger halfOpened = new AtomicInteger();
    private Circuit circuit = circuit(TestSettings.breaker(2));

    private Circuit circuit(Config.Breaker settings) {
        return new Circuit(TestSettings.ORDERS, settings, clock, () -> 0.5, this::changed);
    }

    private void changed(Circuit to) {
        states.add(to.state());
        if (to.state() == State.HALF_OPEN) {
            halfOpened.incrementAndGet();
        }
    }

    private void call(Outcome outcome) {
        call(outcome, QUICK);
    }

    private void call(Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            call(outcome);
        }
    }

    private void call(Outcome outcome, Duration took) {
        circuit.end(circuit.tryBegin().orElseThrow(), outcome, took);
    }

    private void trip() {
        for (int i = 0; i < 4; i++) {
            call(Outcome.FAILURE);
        }
        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void it_opens_when_enough_of_enough_calls_have_failed() {
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        assertThat(circuit.state()).as("three say nothing yet").isEqualTo(State.CLOSED);

        call(Outcome.SUCCESS);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.tryBegin()).isEmpty();
        assertThat(circuit.line())
                .isEqualTo("service orders: open for another 10 s, of the last 4 calls 3 failed and 0 were slow");
    }

    @Test
    void a_call_is_slow_from_the_very_time_on() {
        call(Outcome.SUCCESS, Duration.ofMillis(999));
        call(Outcome.SUCCESS, Duration.ofSeconds(1));
        call(Outcome.SUCCESS, Duration.ofMillis(999));
        assertThat(circuit.state()).isEqualTo(State.CLOSED);

        call(Outcome.SUCCESS, Duration.ofSeconds(1));

        assertThat(circuit.state()).as("two of four").isEqualTo(State.OPEN);
    }

    @Test
    void a_call_without_answer_is_slow_when_the_client_leaves_late_and_says_nothing_before() {
        for (int i = 0; i < 100; i++) {
            call(Outcome.UNANSWERED, Duration.ofMillis(999));
        }
        call(Outcome.UNANSWERED, Duration.ofSeconds(1));
        call(Outcome.UNANSWERED, Duration.ofSeconds(1));
        call(Outcome.SUCCESS);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);

        call(Outcome.SUCCESS);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void a_trial_without_answer_when_the_client_leaves_is_tried_again_by_another_request() {
        trip();
        clock.passes(Duration.ofSeconds(11));
        for (int i = 0; i < 10; i++) {
            call(Outcome.UNANSWERED);
        }
        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void a_window_of_fewer_calls_than_must_be_there_opens_when_it_is_full() {
        circuit = circuit(new Config.Breaker(
                Config.Window.COUNT,
                3,
                20,
                50,
                50,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                2,
                Duration.ofSeconds(60),
                0,
                2,
                Duration.ZERO));
        call(Outcome.FAILURE, 2);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);

        call(Outcome.FAILURE);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void it_opens_when_enough_calls_are_slow() {
        for (int i = 0; i < 4; i++) {
            call(Outcome.SUCCESS, i % 2 == 0 ? QUICK : Duration.ofSeconds(2));
        }

        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void what_says_nothing_of_the_service_is_not_counted() {
        for (int i = 0; i < 100; i++) {
            call(Outcome.NOTHING);
        }
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);

        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void failures_that_have_left_the_window_do_not_count() {
        call(Outcome.SUCCESS, 7);
        call(Outcome.FAILURE, 3);
        call(Outcome.SUCCESS, 10);
        call(Outcome.FAILURE, 4);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);

        call(Outcome.FAILURE);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void a_window_of_time_forgets_what_is_older() {
        Config.Breaker s = TestSettings.breaker(2);
        circuit = circuit(new Config.Breaker(
                Config.Window.TIME, 10, 4, 50, 50, s.slowAfter(), s.openFor(), 2, s.openMax(), 0, 2, s.trialsFor()));
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        clock.passes(Duration.ofSeconds(11));
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        call(Outcome.FAILURE);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);

        call(Outcome.FAILURE);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void the_rest_of_the_open_time_is_told() {
        trip();
        assertThat(circuit.rest()).isEqualTo(Duration.ofSeconds(10));

        clock.passes(Duration.ofMillis(6500));
        assertThat(Circuit.seconds(circuit.rest())).as("rounded up").isEqualTo(4);
        assertThat(Circuit.seconds(Duration.ofSeconds(4).plusNanos(1)))
                .as("whatever is left")
                .isEqualTo(5);
        assertThat(Circuit.seconds(Duration.ofMillis(1))).isEqualTo(1);

        clock.passes(Duration.ofMillis(3400));
        assertThat(circuit.rest()).as("never less than a second").isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void it_closes_when_the_trials_succeed() {
        trip();
        clock.passes(Duration.ofMillis(10_001));
        call(Outcome.SUCCESS);
        call(Outcome.SUCCESS);

        assertThat(states).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
    }

    @Test
    void the_open_time_grows_with_each_failed_trial_up_to_its_maximum_and_begins_anew_after_a_success() {
        Circuit breaker = circuit;
        trip();
        List<Long> seconds = new ArrayList<>(List.of(breaker.rest().toSeconds()));
        for (int i = 0; i < 4; i++) {
            clock.passes(breaker.rest().plusMillis(1));
            call(Outcome.FAILURE);
            call(Outcome.FAILURE);
            seconds.add(breaker.rest().toSeconds());
        }
        assertThat(seconds).containsExactly(10L, 20L, 40L, 60L, 60L);

        clock.passes(breaker.rest().plusMillis(1));
        call(Outcome.SUCCESS);
        call(Outcome.SUCCESS);
        trip();
        assertThat(breaker.rest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void the_open_time_varies_by_its_jitter() {
        Config.Breaker settings = TestSettings.breaker(2, 0.3, Duration.ZERO);

        assertThat(new OpenTime(settings, () -> 0).millis(1)).isEqualTo(7000);
        assertThat(new OpenTime(settings, () -> 0.5).millis(1)).isEqualTo(10_000);
        assertThat(new OpenTime(settings, () -> 1).millis(1)).isEqualTo(13_000);
        assertThat(new OpenTime(settings, () -> 0).millis(1000)).isEqualTo(42_000);
    }

    @Test
    void the_open_time_is_no_shorter_than_it_is_said_to_be_when_its_maximum_is_less() {
        Config.Breaker s = TestSettings.breaker(2);
        Config.Breaker settings = new Config.Breaker(
                s.window(),
                10,
                4,
                50,
                50,
                s.slowAfter(),
                Duration.ofSeconds(90),
                2,
                Duration.ofSeconds(60),
                0,
                2,
                s.trialsFor());

        assertThat(new OpenTime(settings, () -> 0.5).millis(1)).isEqualTo(90_000);
        assertThat(new OpenTime(settings, () -> 0.5).millis(2)).isEqualTo(90_000);
    }

    @Test
    void of_many_at_once_exactly_the_configured_trials_pass() throws Exception {
        circuit = circuit(TestSettings.breaker(7));
        trip();
        clock.passes(Duration.ofSeconds(11));
        ExecutorService clients = Executors.newFixedThreadPool(32);
        try {
            List<Future<Optional<Permit.Call>>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(clients.submit(circuit::tryBegin));
            }
            int passed = 0;
            for (Future<Optional<Permit.Call>> one : asked) {
                passed += one.get().isPresent() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(7);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void whatever_many_threads_do_no_more_trials_are_on_their_way_or_counted_than_may_be() throws Exception {
        circuit = circuit(TestSettings.breaker(3));
        Map<Long, AtomicInteger> onTheirWay = new ConcurrentHashMap<>();
        Map<Long, Integer> most = new ConcurrentHashMap<>();
        Map<Long, Integer> counted = new ConcurrentHashMap<>();
        Runnable client = () -> {
            while (halfOpened.get() < 30) {
                Optional<Permit.Call> begun = circuit.tryBegin();
                if (begun.isEmpty()) {
                    clock.passes(Duration.ofMillis(500));
                    continue;
                }
                Long state = begun.get().number();
                AtomicInteger now = onTheirWay.computeIfAbsent(state, any -> new AtomicInteger());
                most.merge(state, now.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1);
                now.decrementAndGet();
                Outcome outcome = TestSettings.anyOutcome();
                if (outcome == Outcome.SUCCESS || outcome == Outcome.FAILURE) {
                    counted.merge(state, 1, Integer::sum);
                }
                circuit.end(begun.get(), outcome, QUICK);
            }
        };
        List<Thread> clients =
                IntStream.range(0, 16).mapToObj(i -> new Thread(client)).toList();
        clients.forEach(Thread::start);
        for (Thread one : clients) {
            one.join();
        }

        List<Long> halfOpen = most.keySet().stream()
                .filter(number -> number > 0 && states.get((int) (number - 1)) == State.HALF_OPEN)
                .toList();
        assertThat(halfOpen).isNotEmpty();
        assertThat(halfOpen).allSatisfy(number -> {
            assertThat(most.get(number)).isLessThanOrEqualTo(3);
            assertThat(counted.getOrDefault(number, 0)).isLessThanOrEqualTo(3);
        });
    }

    @Test
    void a_trial_that_says_nothing_is_tried_again_by_another_request() {
        trip();
        clock.passes(Duration.ofSeconds(11));
        Permit.Call first = circuit.tryBegin().orElseThrow();
        assertThat(circuit.tryBegin()).isPresent();
        assertThat(circuit.tryBegin()).isEmpty();

        circuit.end(first, Outcome.NOTHING, QUICK);

        assertThat(circuit.tryBegin()).isPresent();
        assertThat(circuit.tryBegin()).isEmpty();
    }

    @Test
    void calls_from_before_it_opened_are_neither_trials_nor_give_any_back() {
        List<Permit.Call> earlier = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            earlier.add(circuit.tryBegin().orElseThrow());
        }
        trip();
        clock.passes(Duration.ofSeconds(11));
        assertThat(circuit.tryBegin()).isPresent();
        assertThat(circuit.tryBegin()).isPresent();

        for (int i = 0; i < 20; i++) {
            circuit.end(earlier.get(i), i % 2 == 0 ? Outcome.NOTHING : Outcome.SUCCESS, QUICK);
        }

        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);
        assertThat(circuit.tryBegin()).isEmpty();
    }

    @Test
    void trials_that_do_not_end_open_it_again_for_longer() {
        circuit = circuit(TestSettings.breaker(2, 0, Duration.ofSeconds(30)));
        trip();
        clock.passes(Duration.ofSeconds(11));
        assertThat(circuit.tryBegin()).isPresent();
        assertThat(circuit.tryBegin()).isPresent();
        clock.passes(Duration.ofSeconds(29));
        assertThat(circuit.tryBegin()).isEmpty();
        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);

        clock.passes(Duration.ofSeconds(2));
        assertThat(circuit.tryBegin()).isEmpty();

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.rest()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void trials_that_end_well_do_not_open_it_again_however_long_it_takes_until_there_are_enough() {
        circuit = circuit(TestSettings.breaker(2, 0, Duration.ofSeconds(30)));
        trip();
        clock.passes(Duration.ofSeconds(11));
        call(Outcome.SUCCESS);
        clock.passes(Duration.ofMinutes(10));

        Permit.Call last = circuit.tryBegin().orElseThrow();
        assertThat(circuit.tryBegin()).isEmpty();
        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);

        circuit.end(last, Outcome.SUCCESS, QUICK);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_trial_that_does_not_end_makes_place_for_another_where_one_has_ended_well() {
        circuit = circuit(TestSettings.breaker(2, 0, Duration.ofSeconds(30)));
        trip();
        clock.passes(Duration.ofSeconds(11));
        Permit.Call late = circuit.tryBegin().orElseThrow();
        call(Outcome.SUCCESS);
        clock.passes(Duration.ofSeconds(31));

        Permit.Call other = circuit.tryBegin().orElseThrow();
        assertThat(circuit.tryBegin()).as("one for one").isEmpty();
        circuit.end(late, Outcome.NOTHING, QUICK);
        assertThat(circuit.tryBegin()).as("its place is taken").isEmpty();
        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);

        circuit.end(other, Outcome.SUCCESS, QUICK);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_trial_that_does_not_end_opens_it_again_however_many_others_say_nothing_meanwhile() {
        circuit = circuit(TestSettings.breaker(2, 0, Duration.ofSeconds(30)));
        trip();
        clock.passes(Duration.ofSeconds(11));
        assertThat(circuit.tryBegin()).isPresent();
        for (int i = 0; i < 40; i++) {
            clock.passes(Duration.ofSeconds(1));
            call(Outcome.NOTHING);
        }
        assertThat(circuit.tryBegin()).isPresent();

        assertThat(circuit.tryBegin()).isEmpty();

        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }
}
