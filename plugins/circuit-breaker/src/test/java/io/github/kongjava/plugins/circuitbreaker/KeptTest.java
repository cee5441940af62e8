package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptTest {

    private final Map<String, String> said = new HashMap<>();
    private final SetClock clock = new SetClock();
    private final Kept kept = new Kept(clock, () -> 0.5, said::put);

    private static Config.Breaker wide() {
        Config.Breaker s = TestSettings.breaker(2);
        return new Config.Breaker(
                s.window(), 10_000, 4, 50, 50, s.slowAfter(), s.openFor(), 2, s.openMax(), 0, 2, s.trialsFor());
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
                .isEqualTo("open for another 10 s, of the last 4 calls 4 failed and 0 were slow");

        clock.passes(Duration.ofSeconds(11));
        long trial = circuit.tryBegin().orElseThrow();
        assertThat(said.get("service orders")).isEqualTo("half-open");

        circuit.end(trial, Outcome.SUCCESS, Duration.ZERO);
        assertThat(said.get("service orders")).isEmpty();
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

        assertThat(kept.size()).isLessThanOrEqualTo(1101);
    }
}
