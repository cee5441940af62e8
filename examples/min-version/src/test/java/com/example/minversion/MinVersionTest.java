package com.example.minversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinVersionTest {

    private final TestGateway gateway = TestGateway.of(MinVersion.class);

    @BeforeEach
    void needVersion2_4() {
        gateway.configure("min-version", "{\"oldest\": \"2.4.0\"}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.4.0", "2.10.0", "3.0.0"})
    void recent_clients_pass_and_the_upstream_learns_their_version(String version) {
        TestAnswer answer = gateway.get("/", new Header("x-client-version", version));

        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstreamHeaders("x-client-is")).containsExactly(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.9", "1.99.0", "", "latest"})
    void others_are_told_what_they_need(String version) {
        TestAnswer answer = gateway.get("/", new Header("x-client-version", version));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("2.4.0 or later");
    }

    @Test
    void clients_that_tell_no_version_are_refused() {
        assertThat(gateway.get("/").status()).isEqualTo(403);
    }
}
