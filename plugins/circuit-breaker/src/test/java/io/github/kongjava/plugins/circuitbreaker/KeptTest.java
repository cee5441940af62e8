package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Config.Concurrency ONE = new Config.Concurrency(1, false, Duration.ofSeconds(1), 5);

    private final Map<String, String> said = new HashMap<>();
    private final SetClock clock = new SetClock();
    private final Kept kept = new Kept(clock, () -> 0.5, said::put);

    private static Config.Breaker wide() {
        return of(10_000, 4, 2);
    }

    private static Config.Breaker of(int window, int minimum, int trials) {
        Config.Breaker s = TestSettings.breaker(trials);
        return new Config.Breaker(
                s.window(),
                window,
                minimum,
                50,
                50,
                s.slowAfter(),
                s.openFor(),
                2,
                s.openMax(),
                0,
                trials,
                s.trialsFor());
    }

    private static void trip(Circuit circuit) {
        for (int i = 0; i < 4; i++) {
            circuit.end(circuit.tryBegin().orElseThrow(), Outcome.FAILURE, Duration.ZERO);
        }
    }

    @Test
    void equal_settings_have_one_breaker_and_others_another() {
        Circuit circuit = kept.circuit(TestSettings.ORDERS, TestSettings.breaker(2));

        assertThat(kept.circuit(TestSettings.ORDERS, TestSettings.breaker(2))).isSameAs(circuit);
        assertThat(kept.circuit(TestSettings.ORDERS, TestSettings.breaker(3))).isNotSameAs(circuit);
        assertThat(kept.circuit(new Scope("service 2", "service orders"), TestSettings.breaker(2)))
                .isNotSameAs(circuit);
    }

    @Test
    void a_breaker_that_is_not_closed_is_told_of_until_it_is() {
        Circuit circuit = kept.circuit(TestSettings.ORDERS, TestSettings.breaker(1));
        trip(circuit);
        assertThat(said.get("service orders"))
                .as("however much later it is read")
                .matches("open until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ,"
                        + " of the last 4 calls 4 failed and 0 were slow");

        clock.passes(Duration.ofSeconds(11));
        Permit.Call trial = circuit.tryBegin().orElseThrow();
        assertThat(said.get("service orders")).isEqualTo("half-open");

        circuit.end(trial, Outcome.SUCCESS, Duration.ZERO);
        assertThat(said.get("service orders")).isEmpty();
    }

    @Test
    void a_service_that_is_renamed_keeps_its_breaker_and_its_limit() {
        Scope renamed = new Scope(TestSettings.ORDERS.id(), "service purchases");
        Circuit circuit = kept.circuit(TestSettings.ORDERS, TestSettings.breaker(1));
        trip(circuit);
        assertThat(kept.circuit(renamed, TestSettings.breaker(1))).isSameAs(circuit);
        assertThat(kept.limit(renamed, ONE)).isSameAs(kept.limit(TestSettings.ORDERS, ONE));

        clock.passes(Duration.ofSeconds(11));
        assertThat(circuit.tryBegin()).isPresent();

        assertThat(said).containsEntry("service orders", "").containsEntry("service purchases", "half-open");
        assertThat(kept.notClosed()).containsExactly("service purchases: half-open");
    }

    @Test
    void a_breaker_that_closes_takes_no_other_of_that_service_out_of_the_status() {
        Circuit one = kept.circuit(TestSettings.ORDERS, TestSettings.breaker(1));
        Circuit other = kept.circuit(TestSettings.ORDERS, TestSettings.breaker(2));
        trip(one);
        trip(other);
        clock.passes(Duration.ofSeconds(11));
        one.end(one.tryBegin().orElseThrow(), Outcome.SUCCESS, Duration.ZERO);

        assertThat(said.get("service orders")).startsWith("open until").doesNotContain(";");

        assertThat(other.tryBegin()).isPresent();
        assertThat(said.get("service orders")).isEqualTo("half-open");
    }

    @Test
    void a_limit_that_is_in_use_is_the_same_after_a_flood_of_names() {
        Limit limit = kept.limit(TestSettings.ORDERS, ONE);
        assertThat(limit.tryBegin()).isTrue();

        for (int i = 0; i < 30_000; i++) {
            for (int often = 0; often < 3; often++) {
                kept.limit(new Scope("service 1 tenant " + i, "tenant " + i), ONE);
            }
        }

        assertThat(kept.limit(TestSettings.ORDERS, ONE)).isSameAs(limit);
        limit.end(clock.instant(), Outcome.NOTHING, Duration.ZERO);
    }

    @Test
    void a_flood_of_names_neither_grows_without_bound_nor_has_an_open_breaker_forgotten() {
        Circuit open = kept.circuit(TestSettings.ORDERS, wide());
        trip(open);

        for (int i = 0; i < 2000; i++) {
            kept.circuit(new Scope("service 1 tenant " + i, "tenant " + i), wide());
        }

        assertThat(kept.size()).isLessThanOrEqualTo(101);
        assertThat(kept.circuit(TestSettings.ORDERS, wide())).isSameAs(open);
        assertThat(kept.notClosed()).hasSize(1);
    }

    @Test
    void of_breakers_that_are_open_too_only_so_many_are_kept() {
        for (int i = 0; i < 1300; i++) {
            trip(kept.circuit(new Scope("service 1 tenant " + i, "tenant " + i), wide()));
        }

        assertThat(kept.size())
                .as("as many open as closed ones, by what they weigh")
                .isLessThanOrEqualTo(2 * 100);
    }

    @Test
    void breakers_whose_open_time_is_over_make_place_for_those_that_open() {
        for (int i = 0; i < 100; i++) {
            trip(kept.circuit(new Scope("service 1 tenant " + i, "tenant " + i), wide()));
        }
        assertThat(said).containsKey("tenant 0").doesNotContainKey("tenant 99");
        clock.passes(Duration.ofSeconds(11));

        Circuit orders = kept.circuit(TestSettings.ORDERS, wide());
        trip(orders);
        assertThat(said.get("service orders")).startsWith("open until");
        assertThat(said).containsEntry("tenant 0", "");
        assertThat(said.get("tenant 1")).as("no more than there must").isNotEmpty();

        for (int i = 0; i < 1000; i++) {
            trip(kept.circuit(new Scope("service 2 tenant " + i, "tenant two " + i), wide()));
        }
        assertThat(kept.circuit(TestSettings.ORDERS, wide())).isSameAs(orders);
        assertThat(kept.size()).isLessThanOrEqualTo(2 * 100);
    }

    @Test
    void breakers_with_the_smallest_windows_have_a_weight_too() {
        for (int i = 0; i < 40_000; i++) {
            kept.circuit(new Scope("service 1 tenant " + i, "tenant " + i), of(1, 1, 1));
        }

        assertThat(kept.size()).isLessThanOrEqualTo(1_000_000 / 33);
    }

    @Test
    void breakers_with_many_trials_have_their_weight() {
        for (int i = 0; i < 2000; i++) {
            kept.circuit(new Scope("service 1 tenant " + i, "tenant " + i), of(1, 1, 1000));
        }

        assertThat(kept.size()).isLessThanOrEqualTo(1_000_000 / 1032);
    }

    @Test
    void a_breaker_that_closes_leaves_its_place_to_another_that_opens() {
        for (int i = 0; i < 99; i++) {
            trip(kept.circuit(new Scope("service 1 tenant " + i, "tenant " + i), wide()));
        }
        trip(kept.circuit(TestSettings.ORDERS, wide()));
        assertThat(said).doesNotContainKey("service orders");

        Circuit first = kept.circuit(new Scope("service 1 tenant 0", "tenant 0"), wide());
        clock.passes(Duration.ofSeconds(11));
        for (int i = 0; i < 2; i++) {
            first.end(first.tryBegin().orElseThrow(), Outcome.SUCCESS, Duration.ZERO);
        }
        Scope users = new Scope("service 2", "service users");
        trip(kept.circuit(users, wide()));

        assertThat(said).containsEntry("tenant 0", "").containsKey("service users");
    }
}
