package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import io.github.kongjava.e2e.probes.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedKong
final class ForwardAuthTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;
    private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private EchoUpstream service;

    ForwardAuthTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_service() throws IOException {
        service = EchoUpstream.start();
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private void decides(Function<Request, Answer> decision) {
        service.on("/verify", request -> {
            asked.add(request);
            return decision.apply(request);
        });
    }

    private static Answer answer(int status, String body, String... headers) {
        HeaderLines lines = HeaderLines.NONE;
        for (int i = 0; i < headers.length; i += 2) {
            lines = lines.with(headers[i], headers[i + 1]);
        }
        return new Answer(status, lines, body.getBytes(StandardCharsets.UTF_8));
    }

    private Plugin forwardAuth(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent("service_url", "http://127.0.0.1:" + service.port() + "/verify");
        config.put("timeout", 20_000);
        return plugin("forward-auth", config);
    }

    private void guard(Map<String, ?> more) throws Exception {
        gateway.declare(gateway.declaration().route("guarded", forwardAuth(more)));
    }

    @Test
    void what_the_service_lets_pass_reaches_the_upstream_with_its_headers() throws Exception {
        guard(Map.of("upstream_headers", List.of("X-User", "X-Team")));
        decides(request -> answer(200, "", "X-User", "alice"));

        Answer answer = gateway.send(Request.post("/guarded/a%2fb?c=d", new byte[3])
                .with("Host", "shop.test")
                .with("Authorization", "Bearer t")
                .with("X-User", "root")
                .with("x_user", "root")
                .with("X-Team", "admins"));

        assertThat(answer.status()).isEqualTo(200);
        Echo echo = Echo.in(answer);
        assertThat(echo.headers().all("x-user")).containsExactly("alice");
        assertThat(echo.headers().all("x_user")).isEmpty();
        assertThat(echo.headers().all("x-team")).as("the service sends none").isEmpty();
        assertThat(echo.length()).isEqualTo(3);
        Request seen = asked.take();
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.headers().all("x-forwarded-method")).containsExactly("POST");
        assertThat(seen.headers().all("x-forwarded-host")).containsExactly("shop.test");
        assertThat(seen.headers().all("x-forwarded-uri")).containsExactly("/guarded/a%2fb?c=d");
        assertThat(seen.headers().all("x-forwarded-path")).containsExactly("/guarded/a%2Fb");
        assertThat(seen.headers().all("authorization")).containsExactly("Bearer t");
    }

    @Test
    void a_refusal_reaches_the_client_and_the_request_not_the_upstream() throws Exception {
        guard(Map.of());
        decides(request -> answer(401, "log in", "WWW-Authenticate", "Basic realm=\"x\"", "X-Internal", "1"));
        long before = gateway.upstream().requests();

        Answer answer = gateway.get("/guarded");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).isEqualTo("log in");
        assertThat(answer.headerValues("www-authenticate")).containsExactly("Basic realm=\"x\"");
        assertThat(answer.header("x-internal")).isEmpty();
        assertThat(gateway.upstream().requests()).isEqualTo(before);
    }

    @Test
    void a_redirect_is_the_clients() throws Exception {
        guard(Map.of());
        decides(request -> answer(302, "", "Location", "https://login.test/"));

        Answer answer = gateway.get("/guarded");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).contains("https://login.test/");
    }

    @Test
    void while_the_service_is_down_nothing_passes_unless_it_should() throws Exception {
        service.close();
        guard(Map.of());
        assertThat(gateway.get("/guarded").status()).isEqualTo(503);
        assertThat(gateway.get("/guarded").header("x-upstream")).isEmpty();

        guard(Map.of("fail_open", true));
        Answer open = gateway.send(Request.get("/guarded").with("X-Forward-Auth-Failed-Open", "no"));
        assertThat(Echo.in(open).headers().all("x-forward-auth-failed-open")).containsExactly("true");
        assertThat(gateway.kong().errorLog()).contains("passes without a decision, as fail_open says");
    }

    @Test
    void a_policy_decides_on_what_kong_knows_of_the_request() throws Exception {
        gateway.declare(gateway.declaration()
                .consumer("alice", "alices-key")
                .route(
                        "guarded",
                        plugin("key-auth", Map.of()),
                        forwardAuth(Map.of("mode", "opa", "body", Map.of("send", true)))));
        decides(request -> {
            JsonNode input = input(request);
            boolean allow = input.at("/body/amount").asInt() < 100;
            return answer(200, "{\"result\": {\"allow\": " + allow + ", \"message\": \"too much\"}}");
        });

        Answer small = order(Request.post("/guarded/pay?now", "{\"amount\": 99}".getBytes(StandardCharsets.UTF_8)));
        assertThat(Echo.in(small).headers().all("x-consumer-username")).containsExactly("alice");
        assertThat(Echo.in(small).headers().all("x_consumer_username")).isEmpty();
        JsonNode input = input(asked.take());
        assertThat(input.path("method").asText()).isEqualTo("POST");
        assertThat(input.path("path").asText()).isEqualTo("/guarded/pay");
        assertThat(input.path("raw_query").asText()).isEqualTo("now");
        assertThat(input.at("/route/name").asText()).isEqualTo("guarded");
        assertThat(input.at("/service/name").asText()).isEqualTo("upstream");
        assertThat(input.at("/consumer/username").asText()).isEqualTo("alice");

        Answer large = order(Request.post("/guarded/pay", "{\"amount\": 100}".getBytes(StandardCharsets.UTF_8)));
        assertThat(large.status()).isEqualTo(403);
        assertThat(large.json().path("message").asText()).isEqualTo("too much");
    }

    private Answer order(Request request) throws IOException {
        return gateway.send(request.with("apikey", "alices-key")
                .with("Content-Type", "application/json")
                .with("x_consumer_username", "root"));
    }

    private static JsonNode input(Request request) {
        try {
            return JSON.readTree(request.body()).path("input");
        } catch (IOException e) {
            throw new IllegalStateException("the service was sent no JSON", e);
        }
    }

    @Test
    void service_and_upstream_get_the_same_body_whatever_its_size_up_to_the_limit() throws Exception {
        int limit = 300_000;
        guard(Map.of("method", "original", "body", Map.of("send", true, "max_bytes", limit)));
        decides(request -> answer(200, ""));

        for (int size : new int[] {0, 1, 8192, 8193, limit}) {
            byte[] body = new byte[size];
            Arrays.fill(body, (byte) 0xff);
            Answer answer = gateway.send(Request.post("/guarded", body));
            assertThat(answer.status()).as(size + " bytes").isEqualTo(200);
            assertThat(Echo.in(answer).sha256()).isEqualTo(Digest.of(body));
            assertThat(asked.take().body()).isEqualTo(body);
        }
        long before = gateway.upstream().requests();
        assertThat(gateway.send(Request.post("/guarded", new byte[limit + 1])).status())
                .isEqualTo(413);
        assertThat(asked).isEmpty();
        assertThat(gateway.upstream().requests()).isEqualTo(before);
    }

    @Test
    void a_decision_that_is_kept_serves_all_workers_and_one_client() throws Exception {
        guard(Map.of("cache", Map.of("enabled", true, "allow_for", 3_600_000, "deny_for", 3_600_000)));
        decides(request -> answer(request.headers().all("authorization").contains("good") ? 200 : 403, ""));

        for (int i = 0; i < 20; i++) {
            assertThat(get("good")).isEqualTo(200);
            assertThat(get("bad")).isEqualTo(403);
        }
        gateway.awaitWorkers();
        assertThat(get("good")).isEqualTo(200);
        assertThat(asked).hasSize(2);
        assertThat(get("other")).isEqualTo(403);
        assertThat(asked).hasSize(3);
    }

    private int get(String authorization) throws IOException {
        return gateway.send(Request.get("/guarded").with("Authorization", authorization))
                .status();
    }

    @Test
    void kong_refuses_a_configuration_without_a_service_and_headers_that_are_none() throws Exception {
        Answer without = gateway.post(gateway.declaration().route("wrong", plugin("forward-auth", Map.of())));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text()).contains("service_url");

        Answer wrong = gateway.post(
                gateway.declaration().route("wrong", forwardAuth(Map.of("request_headers", List.of("a b")))));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("request_headers");
    }
}
