package io.github.kongjava.plugins.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHeadersTest {

    /** Sets one header that a client must not set. */
    @KongPlugin(name = "tenant", version = "1.0.0", priority = 1000)
    public static final class Tenant implements AccessPhase {

        private static final GuardedHeaders GUARDED = GuardedHeaders.ofIdentityAnd(List.of("X-Tenant"));

        @Override
        public void access(Kong kong) {
            GUARDED.removeFrom(kong);
            kong.service().request().setHeader("X-Tenant", "acme");
        }
    }

    private final TestGateway gateway = started(Protocol.PROTOBUF);

    private static TestGateway started(Protocol protocol) {
        TestGateway gateway = TestGateway.of(protocol, Tenant.class);
        gateway.configure("tenant", "{}");
        return gateway;
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tenant",
                "x-tenant",
                "X_TENANT",
                "x_tEnant",
                "X.Tenant",
                "X-Consumer-Id",
                "x_consumer_Username",
                "X-Credential-Identifier",
                "X-Authenticated-Groups",
                "x-anonymous_consumer"
            })
    void a_clients_copy_is_removed_in_every_spelling(String name) {
        TestAnswer answer = gateway.get("/", new Header(name, "evil"), new Header("x-other", "kept"));

        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstream().orElseThrow().headers())
                .extracting(Header::value)
                .doesNotContain("evil");
        assertThat(answer.upstreamHeaders("x-tenant")).containsExactly("acme");
        assertThat(answer.upstreamHeaders("x-other")).containsExactly("kept");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void all_spellings_at_once_are_removed_in_both_protocols(Protocol protocol) {
        try (TestGateway either = started(protocol)) {
            TestAnswer answer = either.get(
                    "/",
                    new Header("X-Tenant", "evil"),
                    new Header("x_tenant", "evil"),
                    new Header("X-TENANT", "evil"));

            assertThat(answer.upstream().orElseThrow().headers())
                    .extracting(Header::value)
                    .doesNotContain("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Tenant", "close, x-tenant", "X_Tenant", "keep-alive ,X-CONSUMER-ID"})
    void a_connection_header_that_would_remove_a_guarded_one_is_refused(String connection) {
        TestAnswer answer = gateway.get("/", new Header("Connection", connection));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"the Connection header names a header that is reserved\"}");
        assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
    }

    @Test
    void other_connection_headers_pass() {
        assertThat(gateway.get("/", new Header("Connection", "keep-alive, x-mine"))
                        .passed())
                .isTrue();
    }

    @Test
    void a_thousand_header_lines_are_refused_whatever_their_names() {
        Stream<Header> distinct = IntStream.range(0, 1000).mapToObj(i -> new Header("x-" + i, "v"));
        Stream<Header> alike = IntStream.range(0, 1000).mapToObj(i -> new Header("x-same", "v" + i));

        assertThat(gateway.get("/", distinct.toArray(Header[]::new)).status()).isEqualTo(400);
        assertThat(gateway.get("/", alike.toArray(Header[]::new)).status()).isEqualTo(400);
    }

    @Test
    void some_hundred_header_lines_pass() {
        Stream<Header> some = IntStream.range(0, 900).mapToObj(i -> new Header("x-" + i, "v"));

        assertThat(gateway.get("/", some.toArray(Header[]::new)).passed()).isTrue();
    }
}
