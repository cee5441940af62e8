package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigRulesTest {

    private final TestGateway gateway = TestGateway.of(Protocol.MSGPACK, CircuitBreakerPlugin.class);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"breaker\": {\"window_size\": 10, \"minimum_calls\": 11}} | breaker.minimum_calls:",
                "{\"breaker\": {\"window\": \"time\", \"window_size\": 3601}} | breaker.window_size:",
                "{\"breaker\": {\"open_for\": 1000, \"open_max\": 999}} | breaker.open_max:",
                "{\"concurrency\": {\"adaptive\": true}} | concurrency.max:",
                "{\"concurrency\": {\"adaptive\": true, \"max\": 4}} | concurrency.max:",
                "{\"breaker\": {\"trials\": 0}} | breaker.trials",
                "{\"failures\": {\"statuses\": [200]}} | failures.statuses",
                "{\"answer\": {\"content_type\": \"text/plain\\r\\nX: y\"}} | answer.content_type",
            })
    void a_configuration_that_cannot_work_is_refused_by_the_name_of_its_field(String config, String field) {
        gateway.configure("circuit-breaker", config);

        assertThat(gateway.get("/").passed()).isFalse();

        assertThat(gateway.failures().toString()).contains(field);
    }

    @Test
    void without_settings_there_is_a_breaker() {
        gateway.configure("circuit-breaker", "{}");

        assertThat(gateway.get("/").passed()).isTrue();
        assertThat(gateway.failures()).isEqualTo(List.of());
    }
}
