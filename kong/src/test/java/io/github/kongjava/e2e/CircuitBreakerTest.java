package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.GuardedService.FOUR_CALLS;
import static io.github.kongjava.e2e.GuardedService.breaker;
import static io.github.kongjava.e2e.GuardedService.oneAtATime;
import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What Kong's log phase shows of each way in which a request can end, and what the breaker makes of it. */
@OnSharedKong
final class CircuitBreakerTest extends CircuitBreakerCase {

    CircuitBreakerTest(Gateway gateway) {
        super(gateway);
    }

    @Test
    void a_service_that_answers_with_failures_gets_no_more_requests() throws Exception {
        service.declare(breaker(Map.of()));
        service.answers(500);

        service.opensWhileKongAnswers(500);

        long before = service.upstream().requests();
        Answer answer = service.get();
        assertThat(service.upstream().requests()).isEqualTo(before);
        assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 300);
        assertThat(answer.header("content-type")).contains("application/problem+json");
    }

    @Test
    void a_service_that_is_gone_trips_the_breaker_and_is_tried_again_when_it_is_back() throws Exception {
        service.ends();
        Map<String, ?> soon = Map.of("window_size", 4, "minimum_calls", 4, "open_for", 500, "trials", 2);
        service.declare(breaker(Map.of("breaker", soon)));
        assertThat(service.get().status()).isEqualTo(502);
        Await.until("the breaker opens", service::refuses);

        service.beginsAgain();

        Await.until("a trial passes", () -> service.get().status() == 200);
        Await.until(
                "the breaker closes",
                () -> service.get().status() == 200
                        && gateway.kong().errorLog().contains("service " + service.name() + ": closed"));
        for (int i = 0; i < 10; i++) {
            assertThat(service.get().status()).isEqualTo(200);
        }
    }

    @Test
    void a_service_that_is_gone_trips_the_breaker_also_where_answers_are_buffered() throws Exception {
        service.ends();
        service.declare(breaker(Map.of()), plugin("probe-response-body", Map.of()));
        service.opensWhileKongAnswers(502);
    }

    @Test
    void a_service_that_does_not_answer_in_time_trips_the_breaker() throws Exception {
        service.declare(breaker(Map.of()));
        service.upstream().on("/", request -> service.afterTheTest());
        service.opensWhileKongAnswers(504);
    }

    @Test
    void a_service_that_closes_its_connections_trips_the_breaker() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (ServerSocket resetting = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> closeAll(resetting, closed), "closes its connections");
            thread.setDaemon(true);
            thread.start();
            gateway.declare(service.at("http://127.0.0.1:" + resetting.getLocalPort(), breaker(Map.of())));
            service.opensWhileKongAnswers(502);
            closed.set(true);
        }
    }

    @Test
    void a_service_that_takes_connections_and_never_serves_them_trips_the_breaker() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            gateway.declare(service.at("http://127.0.0.1:" + silent.getLocalPort(), breaker(Map.of())));
            service.opensWhileKongAnswers(504);
        }
    }

    @Test
    void a_service_that_does_not_take_connections_trips_the_breaker() throws Exception {
        try (FullListener full = new FullListener()) {
            gateway.declare(service.at("http://127.0.0.1:" + full.port(), breaker(Map.of())));
            service.opensWhileKongAnswers(504);
        }
    }

    @Test
    void a_service_that_does_not_speak_tls_trips_the_breaker() throws Exception {
        gateway.declare(service.at("https://127.0.0.1:" + service.upstream().port(), breaker(Map.of())));
        service.opensWhileKongAnswers(502);
    }

    @Test
    void a_service_one_of_whose_targets_is_gone_trips_the_breaker_where_kong_tries_no_other() throws Exception {
        Map<String, ?> third = Map.of("window_size", 20, "minimum_calls", 20, "failure_rate", 30, "open_for", 300_000);
        gateway.declare(service.withADeadTarget(breaker(Map.of("breaker", third))));

        Await.until("the breaker opens", service::refuses);

        assertThat(service.upstream().requests()).isPositive();
    }

    private static void closeAll(ServerSocket listener, AtomicBoolean closed) {
        while (!closed.get()) {
            try (Socket socket = listener.accept()) {
                assertThat(socket.getInputStream().read()).isPositive();
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    @Test
    void an_upstream_without_healthy_targets_trips_the_breaker_though_kong_calls_it_an_exit() throws Exception {
        Declaration declaration = service.at("http://" + service.name() + ".upstream", breaker(Map.of()));
        declaration.document().withArrayProperty("upstreams").addObject().put("name", service.name() + ".upstream");
        gateway.declare(declaration);
        service.opensWhileKongAnswers(503);
    }

    @Test
    void an_upstream_whose_targets_are_all_unhealthy_trips_the_breaker() throws Exception {
        service.ends();
        Map<String, ?> twenty = Map.of("window_size", 20, "minimum_calls", 20, "failure_rate", 100);
        Declaration declaration =
                service.at("http://" + service.name() + ".upstream", breaker(Map.of("breaker", twenty)));
        ObjectNode upstream =
                declaration.document().withArrayProperty("upstreams").addObject();
        upstream.put("name", service.name() + ".upstream");
        ObjectNode unhealthy =
                upstream.putObject("healthchecks").putObject("passive").putObject("unhealthy");
        unhealthy.put("http_failures", 1).putArray("http_statuses").add(502);
        upstream.putArray("targets")
                .addObject()
                .put("target", "127.0.0.1:" + service.upstream().port());
        gateway.declare(declaration);

        assertThat(service.get().status()).isEqualTo(502);
        Await.until("Kong sends it nothing", () -> service.get().text().contains("ring-balancer"));
        Await.until("the breaker opens", service::refuses);
    }

    @Test
    void a_service_of_unknown_name_trips_the_breaker_though_kong_calls_it_an_exit() throws Exception {
        gateway.declare(service.at("http://" + service.name().substring(0, 20) + ".invalid", breaker(Map.of())));
        service.opensWhileKongAnswers(503);
    }

    @Test
    void what_a_later_plugin_answers_says_nothing_of_the_service() throws Exception {
        service.declare(oneAtATime(), plugin("request-termination", Map.of("status_code", 503, "message", "later")));
        service.staysClosedWhileKongAnswers(503);
        assertThat(service.upstream().requests()).isZero();
    }

    @Test
    void what_a_later_plugin_fails_at_says_nothing_of_the_service() throws Exception {
        service.declare(
                oneAtATime(), plugin("post-function", Map.of("access", List.of("error('a plugin that fails')"))));
        service.staysClosedWhileKongAnswers(500);
    }

    @Test
    void what_a_later_plugin_answers_in_place_of_the_service_says_nothing_of_it() throws Exception {
        for (String arguments : List.of("503, { message = 'not this' }", "503")) {
            List<String> exit = List.of("kong.response.exit(" + arguments + ")");
            service.declare(oneAtATime(), plugin("post-function", Map.of("header_filter", exit)));
            service.staysClosedWhileKongAnswers(503);
        }
        assertThat(service.upstream().requests()).isPositive();
    }

    @Test
    void what_a_later_plugin_ends_past_kong_says_nothing_of_the_service() throws Exception {
        service.declare(oneAtATime(), plugin("post-function", Map.of("access", List.of("ngx.exit(503)"))));
        service.staysClosedWhileKongAnswers(503);
        assertThat(service.upstream().requests()).isZero();
    }

    @Test
    void clients_that_leave_say_nothing_of_the_service_and_give_their_permits_back() throws Exception {
        service.waitedFor().declare(oneAtATime());
        for (int i = 0; i < 6; i++) {
            CountDownLatch arrived = new CountDownLatch(1);
            service.upstream().on("/wait", request -> {
                arrived.countDown();
                return service.afterTheTest();
            });
            Await.until("the request before has ended", () -> service.get().status() == 200);
            Await.until("a request arrives and its client leaves", () -> leaves(arrived));
        }
        Await.until("the last one has ended", () -> service.get().status() == 200);
    }

    @Test
    void clients_that_leave_a_service_too_slow_for_them_trip_the_breaker() throws Exception {
        Map<String, Object> slow = new HashMap<>(FOUR_CALLS);
        slow.putAll(Map.of("slow_after", 50, "slow_rate", 50));
        service.waitedFor().declare(breaker(Map.of("breaker", slow)));
        service.upstream().on("/wait", request -> service.afterTheTest());

        Await.until("the breaker opens", () -> {
            leaves(new CountDownLatch(1));
            return service.refuses();
        });

        assertThat(gateway.kong().errorLog())
                .containsPattern(
                        "service " + service.name() + ": open .*, of the last 4 calls 0 failed and [2-4] were slow");
    }

    @Test
    void a_status_of_the_service_that_kong_has_for_clients_that_leave_is_the_service_s() throws Exception {
        service.declare(breaker(Map.of("failures", Map.of("statuses", List.of(499)))));
        service.answers(499);
        service.opensWhileKongAnswers(499);
    }

    private boolean leaves(CountDownLatch arrived) throws Exception {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), gateway.ports().http())) {
            OutputStream out = client.getOutputStream();
            out.write("GET /guarded/wait HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            client.setSoTimeout(100);
            return arrived.await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_request_of_whose_end_kong_says_nothing_gives_its_permit_back_when_its_lease_is_over() throws Exception {
        service.waitedFor().declare(breaker(Map.of("concurrency", Map.of("max", 1), "lease", 1000)));
        CountDownLatch arrived = new CountDownLatch(1);
        service.upstream().on("/wait", request -> {
            arrived.countDown();
            return service.afterTheTest();
        });
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.get("/guarded/wait");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

        Await.until("the lease is over", () -> service.get().status() == 200);

        assertThat(first).isNotDone();
        service.over();
        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        Await.until("the last one has ended", () -> service.get().status() == 200);
    }

    @Test
    void slow_answers_trip_the_breaker() throws Exception {
        service.declare(breakerOfSlowCalls());
        service.upstream().on("/", request -> service.after(150));
        service.opensWhileKongAnswers(200);
    }

    @Test
    void slow_answers_trip_the_breaker_also_where_they_are_buffered() throws Exception {
        service.declare(breakerOfSlowCalls(), plugin("probe-response-body", Map.of()));
        service.upstream().on("/", request -> service.after(150));
        service.opensWhileKongAnswers(200);
    }

    private static Plugin breakerOfSlowCalls() {
        Map<String, Object> slow = new HashMap<>(FOUR_CALLS);
        slow.put("slow_after", 100);
        return breaker(Map.of("breaker", slow));
    }

    @Test
    void refused_requests_go_to_another_upstream() throws Exception {
        declareWithSpare("http://gone.invalid", "spare");
        assertThat(Echo.in(service.get()).target()).isEqualTo("/");

        declareWithSpare("http://gone.invalid", "unknown");
        assertThat(service.get().status()).isEqualTo(503);

        declareWithSpare(service.url(), "spare");
        assertThat(service.get().status())
                .as("Kong cannot, where a service has an address")
                .isEqualTo(503);
    }

    private void declareWithSpare(String url, String fallback) throws Exception {
        Declaration declaration = service.at(url, breaker(Map.of("mode", "open", "fallback_upstream", fallback)));
        ObjectNode spare = declaration.document().withArrayProperty("upstreams").addObject();
        spare.put("name", "spare")
                .putArray("targets")
                .addObject()
                .put("target", "127.0.0.1:" + service.upstream().port());
        gateway.declare(declaration);
    }

    @Test
    void modes_are_forced() throws Exception {
        service.answers(500);
        service.declare(breaker(Map.of("mode", "open", "answer", Map.of("body", "later"))));
        assertThat(service.get().text()).isEqualTo("later");
        assertThat(service.upstream().requests()).isZero();

        service.declare(breaker(Map.of("mode", "metrics_only")));
        Await.until("the breaker opens", () -> {
            assertThat(service.get().status()).isEqualTo(500);
            return gateway.kong().errorLog().contains("service " + service.name() + ": open");
        });
        assertThat(service.get().status()).isEqualTo(500);

        service.declare(breaker(Map.of("mode", "closed")));
        assertThat(service.get().status()).isEqualTo(500);
        service.declare(breaker(Map.of()));
        assertThat(service.get().status()).as("what was counted is kept").isEqualTo(503);
    }

    @Test
    void kong_refuses_what_its_schema_can_refuse() throws Exception {
        Answer answer = gateway.post(
                service.at(service.url(), breaker(Map.of("mode", "ajar", "breaker", Map.of("trials", 0)))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("mode", "trials");
    }
}
