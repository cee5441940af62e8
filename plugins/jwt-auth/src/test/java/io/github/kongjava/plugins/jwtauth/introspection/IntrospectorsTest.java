package io.github.kongjava.plugins.jwtauth.introspection;

import static io.github.kongjava.plugins.jwtauth.IssuerServer.answer;
import static io.github.kongjava.plugins.jwtauth.IssuerServer.until;
import static io.github.kongjava.plugins.jwtauth.IssuerServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.plugins.jwtauth.IssuerServer;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig.Method;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection.Active;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection.Inactive;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection.Unavailable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectorsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String ACTIVE = "{\"active\":true,\"sub\":\"alice\"}";

    private final AtomicLong ticks = new AtomicLong(System.nanoTime());
    private final IssuerServer issuer = new IssuerServer();
    private final Introspectors introspectors = new Introspectors(Clock.fixed(NOW, ZoneOffset.UTC), ticks::get);

    @AfterEach
    void stop() {
        issuer.close();
    }

    private void pass(long seconds) {
        ticks.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private Introspector introspector() {
        return introspector(Duration.ofSeconds(20), 100);
    }

    private Introspector introspector(Duration timeout, int cacheSize) {
        return introspectors
                .of(TestConfig.secret(issuer.url("/ask"), Method.CLIENT_SECRET_BASIC, timeout, cacheSize))
                .orElseThrow();
    }

    @Test
    void an_active_token_says_what_the_issuer_says_of_it() throws Exception {
        // RFC 7662, 2.2.
        issuer.answers(
                "/ask",
                "{\"active\":true,\"client_id\":\"l238j323ds-23ij4\",\"username\":\"jdoe\","
                        + "\"scope\":\"read write dolphin\",\"sub\":\"Z5O3upPC88QrAjx00dis\","
                        + "\"aud\":\"https://protected.example.net/resource\",\"iss\":\"https://server.example.com/\","
                        + "\"exp\":1419356238,\"iat\":1419350238,\"extension_field\":\"twenty-seven\"}");

        Active active = (Active) introspector().introspect("2YotnFZFEjr1zCsicMWpAA");

        assertThat(active.claims().text("username")).contains("jdoe");
        assertThat(issuer.got().get(0).body()).isEqualTo("token=2YotnFZFEjr1zCsicMWpAA&token_type_hint=access_token");
        assertThat(issuer.got().get(0).head()).startsWith("POST /ask HTTP/1.1\r\n");
        assertThat(issuer.got().get(0).header("accept")).containsExactly("application/json");
    }

    @Test
    void a_token_of_any_characters_is_one_field() throws Exception {
        issuer.answers("/ask", ACTIVE);

        introspector().introspect("a+b/c=&token=x y\u00e9");

        assertThat(issuer.got().get(0).body()).startsWith("token=a%2Bb%2Fc%3D%26token%3Dx+y%C3%A9&token_type_hint=");
    }

    @Test
    void answers_are_remembered_and_asked_for_again_after_their_time() throws Exception {
        issuer.answers("/ask", ACTIVE);
        Introspector introspector = introspector();

        introspector.introspect("t");
        pass(59);
        assertThat(introspector.introspect("t")).isInstanceOf(Active.class);
        assertThat(issuer.got()).hasSize(1);
        issuer.answers("/ask", "{\"active\":false}");
        pass(2);
        assertThat(introspector.introspect("t")).isInstanceOf(Inactive.class);
        issuer.answers("/ask", ACTIVE);
        pass(9);
        assertThat(introspector.introspect("t")).isInstanceOf(Inactive.class);
        pass(2);
        assertThat(introspector.introspect("t")).isInstanceOf(Active.class);
        assertThat(issuer.got()).hasSize(3);
    }

    @Test
    void nothing_is_remembered_past_the_end_of_the_token() throws Exception {
        issuer.answers("/ask", "{\"active\":true,\"exp\":" + (NOW.getEpochSecond() + 20) + "}");
        Introspector introspector = introspector();

        introspector.introspect("t");
        pass(19);
        introspector.introspect("t");
        assertThat(issuer.got()).hasSize(1);
        pass(2);
        introspector.introspect("t");
        assertThat(issuer.got()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1699999999", "\"tomorrow\"", "null", "1e300"})
    void a_token_whose_end_is_over_or_no_time_is_not_remembered(String exp) throws Exception {
        issuer.answers("/ask", "{\"active\":true,\"exp\":" + exp + "}");
        Introspector introspector = introspector();

        introspector.introspect("t");
        introspector.introspect("t");

        assertThat(issuer.got()).hasSize(2);
    }

    @Test
    void answers_outlive_the_instances_that_asked() throws Exception {
        issuer.answers("/ask", ACTIVE);
        introspector().introspect("t");
        issuer.close();

        assertThat(introspector().introspect("t")).isInstanceOf(Active.class);
        assertThat(introspector().introspect("u")).isInstanceOf(Unavailable.class);
    }

    @Test
    void all_that_have_the_same_token_wait_for_one_question() throws Exception {
        CountDownLatch asked = new CountDownLatch(5);
        issuer.behaves("/ask", (got, connection, out) -> {
            asked.await();
            write(out, answer(200, ACTIVE, "Content-Type: application/json; charset=utf-8"));
        });
        Introspector introspector = introspector();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Introspection>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(threads.submit(() -> {
                    asked.countDown();
                    return introspector.introspect("t");
                }));
            }
            for (Future<Introspection> each : answers) {
                assertThat(each.get()).isInstanceOf(Active.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(issuer.got()).hasSize(1);
    }

    @Test
    void who_waits_for_a_question_that_is_given_up_asks_himself() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        issuer.behaves("/ask", (got, connection, out) -> {
            go.await();
            write(out, answer(200, ACTIVE, "Content-Type: application/json"));
        });
        Introspector introspector = introspector();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Introspection> first = threads.submit(() -> introspector.introspect("t"));
            until(() -> issuer.got().size() == 1);
            Future<Introspection> second = threads.submit(() -> introspector.introspect("t"));
            first.cancel(true);
            until(() -> issuer.got().size() == 2);
            go.countDown();
            assertThat(second.get()).isInstanceOf(Active.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"active\":\"true\"}",
                "{\"active\":1}",
                "{\"active\":null}",
                "{\"active\":[true]}",
                "{\"active\":false,\"active\":true}",
                "{\"Active\":true}",
                "[{\"active\":true}]",
                "true",
                "",
                "{\"active\":true",
                "{\"active\":true} {\"active\":true}"
            })
    void what_does_not_say_clearly_that_a_token_is_active_is_no_answer(String body) throws Exception {
        issuer.answers("/ask", body);

        assertThat(introspector().introspect("t")).isInstanceOf(Unavailable.class);
    }

    private void unavailable(String answer, String reason) throws Exception {
        issuer.behaves("/ask", (got, connection, out) -> write(out, answer));
        Introspection said = introspector().introspect("secret-token");

        assertThat(said)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        none -> assertThat(none.reason())
                                .contains("/ask: ")
                                .contains(reason)
                                .doesNotContain("secret-token")
                                .doesNotContain(TestConfig.SECRET));
    }

    @Test
    void other_statuses_types_and_sizes_are_no_answer() throws Exception {
        String json = "Content-Type: application/json";
        unavailable(answer(401, ACTIVE, json), "does not accept the gateway's credentials");
        unavailable(answer(400, ACTIVE, json), "the status is 400");
        unavailable(answer(500, ACTIVE, json), "the status is 500");
        unavailable(answer(302, ACTIVE, json, "Location: /other"), "the status is 302");
        unavailable(answer(201, ACTIVE, json), "the status is 201");
        unavailable(answer(200, ACTIVE), "no application/json");
        unavailable(answer(200, ACTIVE, "Content-Type: text/html"), "no application/json but text/html");
        unavailable(answer(200, " ".repeat(65_600) + ACTIVE, json), "over 65536 bytes");
        unavailable("garbage\r\n\r\n", "");
        unavailable("", "");
        assertThat(issuer.got()).allMatch(got -> got.path().equals("/ask"));
    }

    @Test
    void a_question_whose_connection_is_closed_is_asked_once_more() throws Exception {
        issuer.behaves("/ask", (got, connection, out) -> {
            boolean first = issuer.got().size() == 1;
            write(out, first ? "" : answer(200, ACTIVE, "Content-Type: application/json"));
        });

        assertThat(introspector().introspect("t")).isInstanceOf(Active.class);
        assertThat(issuer.got()).hasSize(2);
    }

    @Test
    void silence_and_dripping_end_at_the_timeout() throws Exception {
        issuer.behaves(
                "/ask", (got, connection, out) -> connection.getInputStream().read());
        Introspector introspector = introspector(Duration.ofMillis(200), 10);

        assertThat(introspector.introspect("t")).isInstanceOf(Unavailable.class);
        issuer.behaves("/ask", (got, connection, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(out, "1\r\n \r\n");
                Thread.onSpinWait();
            }
        });
        assertThat(introspector.introspect("t")).isInstanceOf(Unavailable.class);
    }

    @Test
    void an_endpoint_that_fails_again_and_again_is_left_alone_for_a_while() throws Exception {
        issuer.answers("/ask", 503, "");
        Introspector introspector = introspector();
        for (int i = 0; i < 8; i++) {
            assertThat(introspector.introspect("t" + i)).isInstanceOf(Unavailable.class);
        }
        assertThat(issuer.got()).hasSize(5);

        pass(1);
        assertThat(introspector.introspect("t")).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) introspector.introspect("t")).retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(issuer.got()).hasSize(6);

        issuer.answers("/ask", ACTIVE);
        pass(2);
        assertThat(introspector.introspect("t")).isInstanceOf(Active.class);
        assertThat(introspector.introspect("u")).isInstanceOf(Active.class);
    }

    @Test
    void a_cache_of_size_0_remembers_nothing() throws Exception {
        issuer.answers("/ask", ACTIVE);
        Introspector introspector = introspector(Duration.ofSeconds(20), 0);

        introspector.introspect("t");
        introspector.introspect("t");

        assertThat(issuer.got()).hasSize(2);
    }

    private void refused(IntrospectionConfig config, String why) {
        assertThatThrownBy(() -> introspectors.of(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_configuration_that_is_not_whole_is_refused_with_the_name_of_the_field() {
        URI url = issuer.url("/ask");
        refused(TestConfig.none(url, Method.CLIENT_SECRET_BASIC), "introspection.client_secret: ");
        refused(TestConfig.none(url, Method.PRIVATE_KEY_JWT), "introspection.private_key: ");
        refused(TestConfig.key(url, "no key"), "introspection.private_key: it is neither a JWK nor PEM");
        refused(TestConfig.secret(URI.create("ftp://a/"), Method.CLIENT_SECRET_POST), "introspection.endpoint: ");
        refused(TestConfig.secret(URI.create("http://a:b@c/"), Method.CLIENT_SECRET_POST), "introspection.endpoint: ");
    }

    @Test
    void without_an_endpoint_nothing_is_asked() {
        assertThat(introspectors.of(TestConfig.off())).isEmpty();
    }

    @Test
    void secrets_are_shown_nowhere() {
        IntrospectionConfig config = TestConfig.secret(issuer.url("/ask"), Method.CLIENT_SECRET_BASIC);

        assertThat(config.toString()).doesNotContain(TestConfig.SECRET);
        assertThat(Optional.of(introspectors.of(config)).toString()).doesNotContain(TestConfig.SECRET);
    }
}
