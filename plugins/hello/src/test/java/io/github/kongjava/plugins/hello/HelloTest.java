package io.github.kongjava.plugins.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelloTest {

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void the_response_has_a_header_with_the_configured_greeting_and_the_host(Protocol protocol) {
        try (TestGateway gateway = TestGateway.of(protocol, Hello.class)) {
            gateway.configure("hello", "{\"message\": \"good day\"}");

            TestAnswer answer = gateway.get("/", new Header("host", "example.com"));

            assertThat(answer.passed()).isTrue();
            assertThat(answer.header("x-hello-from-java")).contains("good day to example.com");
        }
    }
}
