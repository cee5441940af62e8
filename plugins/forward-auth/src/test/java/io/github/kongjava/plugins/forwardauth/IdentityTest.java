package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestConsumer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a plugin that has authenticated the client, as Kong's own do. */
class IdentityTest {

    private static final String ALICE = "0b1c7d5e-7d4c-4d0f-9b3a-6a1f00000001";

    /** Knows everybody who names himself. */
    @KongPlugin(name = "named", version = "1.0.0", priority = 1000)
    public static final class Named implements AccessPhase {

        @Override
        public void access(Kong kong) {
            kong.request()
                    .header("x-name")
                    .flatMap(name -> kong.client().loadConsumer(name))
                    .ifPresent(consumer -> {
                        kong.client().authenticate(consumer, null);
                        kong.service()
                                .request()
                                .setHeader(
                                        "X-Consumer-Username",
                                        consumer.username().orElseThrow());
                    });
        }
    }

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(Named.class, ForwardAuth.class);

    @BeforeEach
    void configure() {
        gateway.consumers(new TestConsumer(ALICE, "alice", "a-1"));
        gateway.configure("named", "{}");
        gateway.configure(
                "forward-auth",
                "{\"service_url\": \"" + service.url()
                        + "\", \"timeout\": 20000, \"request_headers\": [\"X-Consumer-Username\"]}");
    }

    @AfterEach
    void stop() {
        gateway.close();
        service.close();
    }

    @Test
    void what_an_earlier_plugin_says_of_the_client_reaches_service_and_upstream() {
        TestAnswer answer = gateway.get("/", new Header("Host", "h"), new Header("X-Name", ALICE));

        assertThat(answer.upstreamHeaders("x-consumer-username")).containsExactly("alice");
        assertThat(service.got().get(0).header("x-consumer-username")).containsExactly("alice");
    }

    @Test
    void what_the_client_adds_in_another_spelling_is_removed() {
        TestAnswer answer = gateway.get(
                "/",
                new Header("Host", "h"),
                new Header("X-Name", ALICE),
                new Header("x_consumer_username", "root"),
                new Header("X-Consumer.Username", "root"));

        assertThat(answer.upstreamHeaders("x-consumer-username")).containsExactly("alice");
        assertThat(answer.upstream().orElseThrow().headers())
                .extracting(Header::value)
                .doesNotContain("root");
    }

    @Test
    void without_an_earlier_plugin_nobody_says_who_the_client_is() {
        TestAnswer answer = gateway.get("/", new Header("Host", "h"), new Header("X-Consumer-Username", "root"));

        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstreamHeaders("x-consumer-username")).isEmpty();
        assertThat(service.got().get(0).header("x-consumer-username")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Consumer-Username", "close, x_consumer_username"})
    void a_connection_token_that_would_remove_it_is_refused(String connection) {
        TestAnswer answer = gateway.get(
                "/", new Header("Host", "h"), new Header("X-Name", ALICE), new Header("Connection", connection));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(service.got()).isEmpty();
    }
}
