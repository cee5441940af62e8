package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.GuardedService.FOUR_CALLS;
import static io.github.kongjava.e2e.GuardedService.breaker;
import static io.github.kongjava.e2e.GuardedService.oneAtATime;
import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Requests that are not a short question and a short answer, and what the breaker makes of them in a real Kong. */
@OnSharedKong
final class CircuitBreakerRequestsTest extends CircuitBreakerCase {

    CircuitBreakerRequestsTest(Gateway gateway) {
        super(gateway);
    }

    private Socket send(String head) throws IOException {
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), gateway.ports().http());
        client.setSoTimeout(60_000);
        OutputStream out = client.getOutputStream();
        out.write((head + "Host: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return client;
    }

    private String detail() throws IOException {
        return service.get().json().path("detail").asText();
    }

    private void isFreeAgain() throws Exception {
        Await.until("the request has ended", () -> service.get().status() == 200);
    }

    @Test
    void a_client_that_reads_slowly_makes_no_slow_call() throws Exception {
        Map<String, Object> slow = new HashMap<>(FOUR_CALLS);
        slow.putAll(Map.of("slow_after", 3_000, "slow_rate", 1, "window_size", 1, "minimum_calls", 1));
        service.waitedFor().declare(breaker(Map.of("breaker", slow, "concurrency", Map.of("max", 1))));
        byte[] large = new byte[32 << 20];
        service.upstream().on("/large", request -> Answer.of("application/octet-stream", large));
        try (Socket client = send("GET /guarded/large HTTP/1.1\r\nConnection: close\r\n")) {
            InputStream in = client.getInputStream();
            assertThat(in.read()).isPositive();
            long begun = System.nanoTime();
            Await.until("a slow call's time has passed", () -> System.nanoTime() - begun > 3_500_000_000L);
            assertThat(detail()).as("its body is on its way yet").isEqualTo("too many requests are on their way");
            assertThat(in.readAllBytes()).hasSizeGreaterThan(large.length);
        }
        isFreeAgain();
        service.staysClosedWhileKongAnswers(200);
    }

    @Test
    void an_answer_that_breaks_off_after_its_head_is_counted_by_that() throws Exception {
        try (ServerSocket breaking = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> breakOff(breaking), "breaks off");
            thread.setDaemon(true);
            thread.start();
            gateway.declare(service.at("http://127.0.0.1:" + breaking.getLocalPort(), oneAtATime()));
            for (int served = 0; served < 8; ) {
                try (Socket client = send("GET /guarded HTTP/1.1\r\nConnection: close\r\n")) {
                    String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (answer.startsWith("HTTP/1.1 200")) {
                        assertThat(answer).endsWith("begin");
                        served++;
                    } else { // the end of the one before is still on its way
                        assertThat(answer).contains("too many requests are on their way");
                    }
                }
            }
        }
    }

    @Test
    void an_answer_that_breaks_off_before_it_is_buffered_is_a_failure_whatever_its_status() throws Exception {
        try (ServerSocket breaking = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> breakOff(breaking), "breaks off");
            thread.setDaemon(true);
            thread.start();
            String url = "http://127.0.0.1:" + breaking.getLocalPort();
            gateway.declare(service.at(url, breaker(Map.of()), plugin("probe-response-body", Map.of())));
            service.opensWhileKongAnswers(200);
        }
    }

    private static void breakOff(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                assertThat(socket.getInputStream().read(new byte[8192])).isPositive();
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    @Test
    void a_websocket_is_on_its_way_until_it_ends() throws Exception {
        service.waitedFor().declare(oneAtATime());
        HeaderLines upgrade = HeaderLines.NONE.with("Connection", "Upgrade").with("Upgrade", "websocket");
        service.upstream().on("/ws", request -> new Answer(101, upgrade, new byte[0]));
        try (Socket client = send("GET /guarded/ws HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n")) {
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 101");
            assertThat(detail()).isEqualTo("too many requests are on their way");
        }
        isFreeAgain();
    }

    @Test
    void a_refusal_of_head_has_no_body_and_one_of_grpc_a_status_that_its_clients_know() throws Exception {
        service.declare(breaker(Map.of("mode", "open")));

        Answer head = gateway.send(new Request("HEAD", "/guarded", HeaderLines.NONE, new byte[0]));
        assertThat(head.status()).isEqualTo(503);
        assertThat(head.header("content-type")).contains("application/problem+json");

        Answer grpc = gateway.send(Request.post("/guarded", new byte[5]).with("Content-Type", "application/grpc"));
        assertThat(grpc.status()).as("unavailable, to clients of gRPC").isEqualTo(503);
    }

    @Test
    void an_answer_is_as_large_as_it_may_be_configured() throws Exception {
        String body = "x".repeat(65_536);
        service.declare(
                breaker(Map.of("mode", "open", "answer", Map.of("body", body, "content_type", "text/x-large"))));

        Answer refused = service.get();

        assertThat(refused.text()).isEqualTo(body);
        assertThat(refused.header("content-type")).contains("text/x-large");
    }

    @Test
    void a_request_is_one_call_however_many_attempts_kong_makes() throws Exception {
        service.ends();
        Declaration declaration = service.at(service.url(), breaker(Map.of()));
        ((ObjectNode) declaration.document().get("services").get(1)).put("retries", 5);
        gateway.declare(declaration);
        for (int i = 0; i < 3; i++) {
            assertThat(service.get().status()).isEqualTo(502);
        }
        assertThat(service.get().status()).as("three calls say nothing yet").isEqualTo(502);
        Await.until("the breaker opens", service::refuses);
    }

    @Test
    void a_call_whose_second_attempt_succeeds_has_succeeded() throws Exception {
        Declaration declaration = service.withADeadTarget(oneAtATime());
        ((ObjectNode) declaration.document().get("services").get(1)).put("retries", 5);
        gateway.declare(declaration);
        service.staysClosedWhileKongAnswers(200);
    }

    @Test
    void a_route_without_a_service_is_nobody_s_failure() throws Exception {
        Declaration declaration = gateway.declaration().everywhere(oneAtATime());
        ObjectNode route = declaration.document().withArrayProperty("routes").addObject();
        route.put("name", service.name()).putArray("paths").add("/guarded");
        gateway.declare(declaration);
        service.staysClosedWhileKongAnswers(503);
    }

    @Test
    void a_service_that_is_renamed_while_its_breaker_is_open_stays_open() throws Exception {
        Declaration declaration = service.at(service.url(), breaker(Map.of()));
        ObjectNode known = (ObjectNode) declaration.document().get("services").get(1);
        known.put("id", "0b0f6a1e-5a51-4a6b-8f0c-6a3f1f6e7a10");
        service.answers(500);
        gateway.declare(declaration);
        service.opensWhileKongAnswers(500);

        known.put("name", service.name() + "-renamed");
        gateway.declare(declaration);

        assertThat(service.refuses()).isTrue();
    }

    @Test
    void the_service_s_own_status_counts_where_a_plugin_makes_another_of_it() throws Exception {
        service.answers(500);
        service.declare(breaker(Map.of()), plugin("response-rewrite", Map.of("rules", List.of(Map.of("status", 404)))));
        service.opensWhileKongAnswers(404);
    }

    @Test
    void what_fails_for_one_tenant_is_open_for_that_tenant_alone() throws Exception {
        Map<String, ?> byHost = Map.of("kind", "host", "pattern", "*.tenants.test");
        service.declare(
                plugin("tenant-guard", Map.of("sources", List.of(byHost), "allow_unknown", true)),
                breaker(Map.of("scope", "tenant")));
        service.upstream().on("/", request -> {
            boolean acme = request.headers().first("x-tenant-id").orElse("").equals("acme");
            return new Answer(acme ? 500 : 200, HeaderLines.NONE, new byte[0]);
        });

        assertThat(ofTenant("acme").status()).isEqualTo(500);
        Await.until("it opens for acme", () -> ofTenant("acme").status() == 503);

        for (int i = 0; i < 10; i++) {
            assertThat(ofTenant("globex").status()).isEqualTo(200);
        }
        assertThat(ofTenant("acme").status()).isEqualTo(503);
        assertThat(gateway.kong().errorLog()).contains("service " + service.name() + " tenant acme: open");
    }

    private Answer ofTenant(String tenant) throws IOException {
        return gateway.send(Request.get("/guarded").with("Host", tenant + ".tenants.test"));
    }

    @Test
    void kong_java_status_shows_which_breaker_is_open_and_until_when() throws Exception {
        service.answers(500);
        service.declare(breaker(Map.of()));
        service.opensWhileKongAnswers(500);

        assertThat(says()).matches("open until \\S+Z, of the last 4 calls 4 failed and 0 were slow");
        String text = gateway.kongJava(
                        "status", "--socket", gateway.workspace().socket().toString())
                .orThrow("kong-java status");
        assertThat(text).containsPattern("circuit-breaker: +service " + service.name() + " +open until ");
    }

    private String says() throws IOException {
        return gateway.serverStatus().path("Plugins").findParents("Says").stream()
                .filter(plugin -> plugin.path("Name").asText().equals("circuit-breaker"))
                .map(plugin -> plugin.path("Says").path("service " + service.name()))
                .map(JsonNode::asText)
                .collect(Collectors.joining());
    }

    @Test
    void kong_java_status_shows_a_mode_that_is_forced_as_long_as_it_is() throws Exception {
        service.declare(breaker(Map.of("mode", "open")));
        assertThat(service.get().status()).isEqualTo(503);
        assertThat(says()).isEqualTo("set to open");

        service.declare(breaker(Map.of("mode", "metrics_only")));
        assertThat(service.get().status()).isEqualTo(200);
        assertThat(says()).isEqualTo("metrics only");

        service.declare(breaker(Map.of()));
        assertThat(service.get().status()).isEqualTo(200);
        assertThat(says()).isEmpty();
    }
}
