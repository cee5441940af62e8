package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.HeaderLines;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What Kong's log phase shows of each way in which a request can end, and what the breaker makes of it. */
@OnSharedKong
final class CircuitBreakerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ?> FOUR_CALLS =
            Map.of("window_size", 4, "minimum_calls", 4, "open_for", 300_000, "open_jitter", 0);

    private final Gateway gateway;
    private final CountDownLatch over = new CountDownLatch(1);
    private String name = "";
    private EchoUpstream service;

    CircuitBreakerTest(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Each test has a service of its own name, and so a breaker of its own. */
    @BeforeEach
    void a_service(TestInfo test) throws IOException {
        name = test.getTestMethod().orElseThrow().getName().replace('_', '-');
        service = EchoUpstream.start();
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        service.close();
    }

    private static Plugin breaker(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent("breaker", FOUR_CALLS);
        return plugin("circuit-breaker", config);
    }

    /** A route at {@code /guarded} to a service there. */
    private Declaration to(String url, Plugin... plugins) {
        Declaration declaration = gateway.declaration();
        ObjectNode added = declaration.document().withArrayProperty("services").addObject();
        added.put("name", name).put("url", url).put("retries", 0).put("read_timeout", 300);
        ObjectNode route = added.putArray("routes").addObject();
        route.put("name", name).putArray("paths").add("/guarded");
        route.set("plugins", JSON.valueToTree(List.of(plugins)));
        return declaration;
    }

    private String url() {
        return "http://127.0.0.1:" + service.port();
    }

    private Answer get() throws IOException {
        return gateway.get("/guarded");
    }

    private boolean refused() throws IOException {
        Answer answer = get();
        return answer.status() == 503 && answer.header("retry-after").isPresent();
    }

    private void opensWhileKongAnswers(int status) throws Exception {
        assertThat(get().status()).isEqualTo(status);
        Await.until("the breaker opens", this::refused);
        assertThat(get().json().path("detail").asText()).isEqualTo("the circuit breaker is open");
        assertThat(gateway.kong().errorLog()).contains("circuit-breaker: service " + name + ": open for another 300 s");
    }

    /** With one request at a time, the next one passes when the breaker knows how the last one ended. */
    private void staysClosed(int status) throws Exception {
        for (int i = 0; i < 10; i++) {
            Await.until("the request before has ended", () -> {
                Answer answer = get();
                boolean tooEarly = answer.text().contains("too many requests are on their way");
                assertThat(tooEarly || answer.status() == status)
                        .as(answer.toString())
                        .isTrue();
                return !tooEarly;
            });
        }
    }

    private static Plugin oneAtATime() {
        return breaker(Map.of("concurrency", Map.of("max", 1)));
    }

    @Test
    void a_service_that_answers_with_failures_gets_no_more_requests() throws Exception {
        gateway.declare(to(url(), breaker(Map.of())));
        service.on("/", request -> new Answer(500, HeaderLines.NONE, new byte[0]));

        opensWhileKongAnswers(500);

        long before = service.requests();
        Answer answer = get();
        assertThat(service.requests()).isEqualTo(before);
        assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 300);
        assertThat(answer.header("content-type")).contains("application/problem+json");
    }

    @Test
    void a_service_that_is_gone_trips_the_breaker_and_is_tried_again_when_it_is_back() throws Exception {
        int port = service.port();
        service.close();
        Map<String, ?> soon = Map.of("window_size", 4, "minimum_calls", 4, "open_for", 500, "trials", 2);
        gateway.declare(to("http://127.0.0.1:" + port, breaker(Map.of("breaker", soon))));
        assertThat(get().status()).isEqualTo(502);
        Await.until("the breaker opens", this::refused);

        service = EchoUpstream.startOn(port);

        Await.until("a trial passes", () -> get().status() == 200);
        Await.until(
                "the breaker closes",
                () -> get().status() == 200 && gateway.kong().errorLog().contains("service " + name + ": closed"));
        for (int i = 0; i < 10; i++) {
            assertThat(get().status()).isEqualTo(200);
        }
    }

    @Test
    void a_service_that_is_gone_trips_the_breaker_also_where_answers_are_buffered() throws Exception {
        service.close();
        gateway.declare(to(url(), breaker(Map.of()), plugin("probe-response-body", Map.of())));
        opensWhileKongAnswers(502);
    }

    @Test
    void a_service_that_does_not_answer_in_time_trips_the_breaker() throws Exception {
        gateway.declare(to(url(), breaker(Map.of())));
        service.on("/", request -> afterTheTest());
        opensWhileKongAnswers(504);
    }

    private Answer afterTheTest() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    @Test
    void a_service_that_closes_its_connections_trips_the_breaker() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        try (ServerSocket resetting = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> closeAll(resetting, closed), "closes its connections");
            thread.setDaemon(true);
            thread.start();
            gateway.declare(to("http://127.0.0.1:" + resetting.getLocalPort(), breaker(Map.of())));
            opensWhileKongAnswers(502);
            closed.set(true);
        }
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
        Declaration declaration = to("http://" + name + ".upstream", breaker(Map.of()));
        declaration.document().withArrayProperty("upstreams").addObject().put("name", name + ".upstream");
        gateway.declare(declaration);
        opensWhileKongAnswers(503);
    }

    @Test
    void a_service_of_unknown_name_trips_the_breaker_though_kong_calls_it_an_exit() throws Exception {
        gateway.declare(to("http://" + name.substring(0, 20) + ".invalid", breaker(Map.of())));
        opensWhileKongAnswers(503);
    }

    @Test
    void what_a_later_plugin_answers_says_nothing_of_the_service() throws Exception {
        gateway.declare(
                to(url(), oneAtATime(), plugin("request-termination", Map.of("status_code", 503, "message", "later"))));
        staysClosed(503);
        assertThat(service.requests()).isZero();
    }

    @Test
    void what_a_later_plugin_fails_at_says_nothing_of_the_service() throws Exception {
        gateway.declare(to(
                url(),
                oneAtATime(),
                plugin("post-function", Map.of("access", List.of("error('a plugin that fails')")))));
        staysClosed(500);
    }

    @Test
    void clients_that_leave_say_nothing_of_the_service_and_give_their_permits_back() throws Exception {
        Declaration declaration = to(url(), oneAtATime());
        ((ObjectNode) declaration.document().get("services").get(1)).put("read_timeout", 60_000);
        gateway.declare(declaration);
        for (int i = 0; i < 6; i++) {
            CountDownLatch arrived = new CountDownLatch(1);
            service.on("/wait", request -> {
                arrived.countDown();
                return afterTheTest();
            });
            Await.until("the request before has ended", () -> get().status() == 200);
            Await.until("a request arrives and its client leaves", () -> leaves(arrived));
        }
        Await.until("the last one has ended", () -> get().status() == 200);
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
        Declaration declaration = to(url(), breaker(Map.of("concurrency", Map.of("max", 1), "lease", 1000)));
        ((ObjectNode) declaration.document().get("services").get(1)).put("read_timeout", 60_000);
        gateway.declare(declaration);
        CountDownLatch arrived = new CountDownLatch(1);
        service.on("/wait", request -> {
            arrived.countDown();
            return afterTheTest();
        });
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.get("/guarded/wait");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

        Await.until("the lease is over", () -> get().status() == 200);

        assertThat(first).isNotDone();
        over.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        Await.until("the last one has ended", () -> get().status() == 200);
    }

    @Test
    void slow_answers_trip_the_breaker() throws Exception {
        Map<String, Object> slow = new HashMap<>(FOUR_CALLS);
        slow.put("slow_after", 100);
        gateway.declare(to(url(), breaker(Map.of("breaker", slow))));
        service.on("/", request -> slowAnswer());
        opensWhileKongAnswers(200);
    }

    private Answer slowAnswer() {
        try {
            assertThat(over.await(150, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    @Test
    void refused_requests_go_to_another_upstream() throws Exception {
        declareWithSpare("http://gone.invalid", "spare");
        assertThat(Echo.in(get()).target()).isEqualTo("/");

        declareWithSpare("http://gone.invalid", "unknown");
        assertThat(get().status()).isEqualTo(503);

        declareWithSpare(url(), "spare");
        assertThat(get().status())
                .as("Kong cannot, where a service has an address")
                .isEqualTo(503);
    }

    private void declareWithSpare(String url, String fallback) throws Exception {
        Declaration declaration = to(url, breaker(Map.of("mode", "open", "fallback_upstream", fallback)));
        ObjectNode spare = declaration.document().withArrayProperty("upstreams").addObject();
        spare.put("name", "spare").putArray("targets").addObject().put("target", "127.0.0.1:" + service.port());
        gateway.declare(declaration);
    }

    @Test
    void modes_are_forced() throws Exception {
        service.on("/", request -> new Answer(500, HeaderLines.NONE, new byte[0]));
        gateway.declare(to(url(), breaker(Map.of("mode", "open", "answer", Map.of("body", "later")))));
        assertThat(get().text()).isEqualTo("later");
        assertThat(service.requests()).isZero();

        gateway.declare(to(url(), breaker(Map.of("mode", "metrics_only"))));
        Await.until("the breaker opens", () -> {
            assertThat(get().status()).isEqualTo(500);
            return gateway.kong().errorLog().contains("service " + name + ": open");
        });
        assertThat(get().status()).isEqualTo(500);

        gateway.declare(to(url(), breaker(Map.of("mode", "closed"))));
        assertThat(get().status()).isEqualTo(500);
        gateway.declare(to(url(), breaker(Map.of())));
        assertThat(get().status()).as("what was counted is kept").isEqualTo(503);
    }

    @Test
    void kong_refuses_what_its_schema_can_refuse() throws Exception {
        Answer answer = gateway.post(to(url(), breaker(Map.of("mode", "ajar", "breaker", Map.of("trials", 0)))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("mode", "trials");
    }
}
