package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A route with tenant-guard in a real Kong, to a service of the test. */
abstract class TenantGuardCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ?> BY_HEADER =
            Map.of("kind", "header", "name", "x-org", "trusted", List.of("127.0.0.0/8"));

    final Gateway gateway;
    final CountDownLatch over = new CountDownLatch(1);
    private String name = "";
    EchoUpstream service;

    TenantGuardCase(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Each test counts in a namespace of its own. */
    @BeforeEach
    void a_service(TestInfo test) throws IOException {
        name = test.getTestMethod().orElseThrow().getName().replace('_', '-');
        name = name.substring(0, Math.min(60, name.length()));
        service = EchoUpstream.start();
    }

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        service.close();
    }

    Plugin guard(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent("sources", List.of(BY_HEADER));
        config.putIfAbsent("allow_unknown", true);
        config.putIfAbsent("namespace", name);
        return plugin("tenant-guard", config);
    }

    /** A route at {@code /guarded} to a service there. */
    Declaration to(String url, Plugin... plugins) {
        Declaration declaration = gateway.declaration();
        ObjectNode added = declaration.document().withArrayProperty("services").addObject();
        added.put("name", name).put("url", url).put("retries", 0);
        ObjectNode route = added.putArray("routes").addObject();
        route.put("name", name).putArray("paths").add("/guarded");
        route.set("plugins", JSON.valueToTree(List.of(plugins)));
        return declaration;
    }

    ObjectNode route(Declaration declaration) {
        return (ObjectNode) declaration.document().at("/services/1/routes/0");
    }

    String url() {
        return "http://127.0.0.1:" + service.port();
    }

    void declare(Plugin... plugins) throws Exception {
        gateway.declare(to(url(), plugins));
    }

    static Map<String, ?> limited(Object... limits) {
        return Map.of("plans", List.of(Map.of("name", "basic", "limits", List.of(limits))), "default_plan", "basic");
    }

    static Map<String, ?> month(int requests) {
        return Map.of("kind", "month", "requests", requests);
    }

    static Request of(String tenant) {
        return Request.get("/guarded").with("x-org", tenant);
    }

    Answer get(String tenant) throws IOException {
        return gateway.send(of(tenant));
    }

    static void isOf(String tenant, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(Echo.in(answer).headers().all("x-tenant-id")).containsExactly(tenant);
    }

    static void isRefused(int status, String detail, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).isEqualTo(detail);
    }

    /** Requests of a tenant, judged by their status. */
    record Requests(String target, String tenant) implements Traffic.Script {

        @Override
        public Request request(long number) {
            return Request.get(target).with("x-org", tenant);
        }

        @Override
        public String verdict(long number, Answer answer) {
            return Integer.toString(answer.status());
        }
    }

    Map<String, Long> atOnce(int requests, String tenant) throws Exception {
        return Traffic.of(requests, 50, gateway.ports().http(), new Requests("/guarded", tenant));
    }
}
