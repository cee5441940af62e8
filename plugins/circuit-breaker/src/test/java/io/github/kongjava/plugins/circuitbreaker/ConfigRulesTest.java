package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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
                "{\"breaker\": {\"window\": \"time\", \"window_size\": 3601}} | breaker.window_size:",
                "{\"concurrency\": {\"adaptive\": true}} | concurrency.max:",
                "{\"breaker\": {\"trials\": 0}} | breaker.trials",
                "{\"failures\": {\"statuses\": [200]}} | failures.statuses",
                "{\"answer\": {\"content_type\": \"text/plain\\r\\nX: y\"}} | answer.content_type",
            })
    void a_configuration_that_cannot_work_is_refused_by_the_name_of_its_field(String config, String field) {
        gateway.configure("circuit-breaker", config);

        assertThat(gateway.get("/").passed()).isFalse();

        assertThat(gateway.failures().toString()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"breaker\": {\"window_size\": 10}}",
                "{\"breaker\": {\"open_for\": 600000}}",
                "{\"concurrency\": {\"adaptive\": true, \"max\": 4}}",
            })
    void what_is_left_to_its_default_suits_what_is_given(String config) {
        gateway.configure("circuit-breaker", config);

        assertThat(gateway.get("/").passed()).isTrue();
        assertThat(gateway.failures()).isEqualTo(List.of());
    }
}
