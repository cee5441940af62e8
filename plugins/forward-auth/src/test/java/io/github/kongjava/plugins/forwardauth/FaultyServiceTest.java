package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyServiceTest {

    private static final Map<String, TestService.Behaviour> FAULTS = Map.of(
            "says nothing",
            (got, connection, out) -> {},
            "stalls",
            (got, connection, out) -> TestService.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"),
            "drips",
            (got, connection, out) -> {
                TestService.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true) {
                    TestService.write(out, "1\r\nx\r\n");
                    Thread.onSpinWait();
                }
            },
            "resets",
            (got, connection, out) -> {
                connection.setSoLinger(true, 0);
                connection.close();
            },
            "answers garbage",
            (got, connection, out) -> TestService.write(out, "hello\r\n\r\n"),
            "answers without end",
            (got, connection, out) -> {
                TestService.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
                while (true) {
                    out.write(new byte[65_536]);
                }
            },
            "sends headers without end",
            (got, connection, out) -> {
                TestService.write(out, "HTTP/1.1 200 OK\r\n");
                while (true) {
                    TestService.write(out, "X-More: " + "x".repeat(8000) + "\r\n");
                }
            },
            "answers too much",
            (got, connection, out) -> TestService.write(out, TestService.answer(200, "x".repeat(2000))),
            "ends too early",
            (got, connection, out) -> {
                TestService.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
                connection.close();
            },
            "sends control characters",
            (got, connection, out) -> TestService.write(out, TestService.answer(200, "", "X-User: a\u0085b")));

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
        service.close();
    }

    private TestAnswer ask(String more) {
        gateway.configure(
                "forward-auth",
                "{\"service_url\": \"" + service.url()
                        + "\", \"timeout\": 300, \"max_response_bytes\": 1000, \"upstream_headers\": [\"X-User\"]"
                        + more
                        + "}");
        return gateway.get("/", new Header("Host", "h"), new Header("X-Forward-Auth-Failed-Open", "forged"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "says nothing",
                "stalls",
                "drips",
                "resets",
                "answers garbage",
                "answers without end",
                "sends headers without end",
                "answers too much",
                "ends too early",
                "sends control characters"
            })
    void nothing_passes_without_a_decision_unless_it_should_and_is_marked_then(String fault) {
        service.behaves(java.util.Objects.requireNonNull(FAULTS.get(fault)));

        TestAnswer closed = ask("");
        assertThat(closed.passed()).isFalse();
        assertThat(closed.status()).isEqualTo(503);
        assertThat(closed.log().toString()).contains("no decision from " + service.url());

        TestAnswer open = ask(", \"fail_open\": true");
        assertThat(open.passed()).isTrue();
        assertThat(open.upstreamHeaders("x-forward-auth-failed-open")).containsExactly("true");
        assertThat(open.upstreamHeaders("x-user")).isEmpty();
        assertThat(open.log().toString()).contains("passes without a decision");
    }

    @Test
    void a_service_that_is_down_gives_the_configured_status() {
        service.close();

        assertThat(ask(", \"failure_status\": 403").status()).isEqualTo(403);
    }

    @Test
    void a_client_cannot_claim_that_a_request_passed_without_a_decision() {
        TestAnswer answer = ask("");

        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstreamHeaders("x-forward-auth-failed-open")).isEmpty();
    }

    @Test
    void a_failed_exchange_is_tried_again_if_it_may_be() {
        service.behaves((got, connection, out) -> {
            int status = service.got().size() < 3 ? 502 : 200;
            TestService.write(out, TestService.answer(status, ""));
        });

        assertThat(ask(", \"timeout\": 20000, \"retries\": 2").passed()).isTrue();
        assertThat(service.got()).hasSize(3);
    }

    @Test
    void a_connection_that_the_service_has_closed_meanwhile_is_no_failure() {
        gateway.configure(
                "forward-auth", "{\"mode\": \"opa\", \"service_url\": \"" + service.url() + "\", \"timeout\": 20000}");
        service.behaves((got, connection, out) -> {
            if (service.got().size() == 2) {
                connection.close();
            } else {
                TestService.write(out, TestService.answer(200, "{\"result\": true}"));
            }
        });

        assertThat(gateway.get("/", new Header("Host", "h")).passed()).isTrue();
        assertThat(gateway.get("/", new Header("Host", "h")).passed()).isTrue();
        assertThat(service.got()).hasSize(3);
    }

    @Test
    void a_post_is_not_tried_again() {
        service.answers(502, "");
        gateway.configure(
                "forward-auth",
                "{\"service_url\": \"" + service.url()
                        + "\", \"timeout\": 20000, \"retries\": 2, \"method\": \"original\"}");

        assertThat(gateway.send(new io.github.kongjava.testkit.simulation.ClientRequest(
                                "POST",
                                "/",
                                1.1,
                                java.util.List.of(new Header("Host", "h")),
                                new byte[0],
                                io.github.kongjava.testkit.simulation.ClientRequest.Peer.local(8000)))
                        .status())
                .isEqualTo(503);
        assertThat(service.got()).hasSize(1);
    }

    @Test
    void a_service_that_keeps_failing_is_not_asked_any_more() {
        service.answers(500, "");

        IntStream.range(0, 10)
                .forEach(i -> assertThat(
                                ask(", \"timeout\": 20000, \"breaker\": {\"minimum_calls\": 3, \"open_for\": 600000}")
                                        .status())
                        .isEqualTo(503));

        assertThat(service.got()).hasSize(3);
    }
}
