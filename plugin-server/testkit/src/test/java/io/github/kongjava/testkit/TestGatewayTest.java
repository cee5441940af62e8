package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestGatewayTest {

    private static final AtomicInteger LOGGED = new AtomicInteger();

    /** Lets those pass that know the word, and says who they are. */
    @KongPlugin(name = "doorkeeper", version = "1.0.0", priority = 1000)
    public static final class Doorkeeper implements AccessPhase, LogPhase {

        /** The word, and who knows it. */
        public record Config(@DefaultValue("sesame") String word) {}

        private final Config config;

        /** For one configuration. */
        public Doorkeeper(Config config) {
            this.config = config;
        }

        @Override
        public void access(Kong kong) {
            String word = kong.request().header("x-word").orElse("");
            if (word.equals("boom")) {
                throw new IllegalStateException("boom");
            }
            if (!word.equals(config.word())) {
                throw kong.response().exit(403, "no");
            }
            kong.client()
                    .authenticate(kong.client().loadConsumerByUsername("ali").orElse(null), null);
            kong.service().request().setHeader("x-user", "ali");
        }

        @Override
        public void log(Kong kong) {
            LOGGED.incrementAndGet();
        }
    }

    private static TestGateway gateway(Protocol protocol) {
        TestGateway gateway = TestGateway.of(protocol, Doorkeeper.class);
        gateway.consumers(new TestConsumer("2f9e8ae1-34a8-4a0e-9b2a-7f4c7b8f3a10", "ali", "a-1"));
        gateway.configure("doorkeeper", "{}");
        return gateway;
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_request_that_passes_shows_what_the_upstream_got_and_who_the_client_is(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol)) {
            gateway.upstream(request ->
                    UpstreamResponse.of(201, List.of(new Header("x-from", "upstream")), new byte[] {'o', 'k'}));
            int logged = LOGGED.get();

            TestAnswer answer = gateway.get("/a?b=c", new Header("x-word", "sesame"));

            assertThat(answer.passed()).isTrue();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.header("X-From")).contains("upstream");
            assertThat(answer.upstreamHeaders("x-user")).containsExactly("ali");
            assertThat(answer.upstream().orElseThrow().target()).isEqualTo("/a?b=c");
            assertThat(answer.consumer().orElseThrow().text("custom_id")).contains("a-1");
            assertThat(LOGGED.get()).isEqualTo(logged + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_refused_request_does_not_reach_the_upstream(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol)) {
            TestAnswer answer = gateway.get("/", new Header("x-word", "wrong"));

            assertThat(answer.passed()).isFalse();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("no");
            assertThat(gateway.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_plugin_that_throws_gives_a_500_as_in_kong(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol)) {
            TestAnswer answer = gateway.get("/", new Header("x-word", "boom"));

            assertThat(answer.passed()).isFalse();
            assertThat(answer.status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_new_configuration_is_used_from_the_next_request_on_and_none_means_that_all_pass(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol)) {
            gateway.configure("doorkeeper", "{\"word\": \"please\"}");
            assertThat(gateway.get("/", new Header("x-word", "sesame")).status())
                    .isEqualTo(403);
            assertThat(gateway.get("/", new Header("x-word", "please")).status())
                    .isEqualTo(200);

            gateway.disable("doorkeeper");
            assertThat(gateway.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void a_configuration_of_an_unknown_plugin_or_that_is_no_object_is_refused() {
        try (TestGateway gateway = gateway(Protocol.PROTOBUF)) {
            assertThatThrownBy(() -> gateway.configure("doorman", "{}")).hasMessage("no plugin doorman here");
            assertThatThrownBy(() -> gateway.configure("doorkeeper", "[]"))
                    .hasMessage("the config of plugin doorkeeper is no JSON object: []");
            assertThatThrownBy(() -> gateway.configure("doorkeeper", "{"))
                    .hasMessage("the config of plugin doorkeeper is no JSON: {");
        }
    }

    @Test
    void a_class_that_is_no_plugin_is_named() {
        assertThatThrownBy(() -> TestGateway.of(String.class)).hasMessageContaining("java.lang.String");
    }
}
