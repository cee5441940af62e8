package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Http2Client;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Whose request it is and what that tenant may use, over two workers of a real Kong. */
@OnSharedKong
final class TenantGuardTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ?> BY_HEADER =
            Map.of("kind", "header", "name", "x-org", "trusted", List.of("127.0.0.0/8"));

    private final Gateway gateway;
    private final CountDownLatch over = new CountDownLatch(1);
    private String name = "";
    private EchoUpstream service;

    TenantGuardTest(Gateway gateway) {
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

    private Plugin guard(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent("sources", List.of(BY_HEADER));
        config.putIfAbsent("allow_unknown", true);
        config.putIfAbsent("namespace", name);
        return plugin("tenant-guard", config);
    }

    /** A route at {@code /guarded} to a service there. */
    private Declaration to(String url, Plugin... plugins) {
        Declaration declaration = gateway.declaration();
        ObjectNode added = declaration.document().withArrayProperty("services").addObject();
        added.put("name", name).put("url", url).put("retries", 0);
        ObjectNode route = added.putArray("routes").addObject();
        route.put("name", name).putArray("paths").add("/guarded");
        route.set("plugins", JSON.valueToTree(List.of(plugins)));
        return declaration;
    }

    private ObjectNode route(Declaration declaration) {
        return (ObjectNode) declaration.document().at("/services/1/routes/0");
    }

    private String url() {
        return "http://127.0.0.1:" + service.port();
    }

    private void declare(Plugin... plugins) throws Exception {
        gateway.declare(to(url(), plugins));
    }

    private static Map<String, ?> limited(Object... limits) {
        return Map.of("plans", List.of(Map.of("name", "basic", "limits", List.of(limits))), "default_plan", "basic");
    }

    private static Map<String, ?> month(int requests) {
        return Map.of("kind", "month", "requests", requests);
    }

    private static Request of(String tenant) {
        return Request.get("/guarded").with("x-org", tenant);
    }

    private Answer get(String tenant) throws IOException {
        return gateway.send(of(tenant));
    }

    private static void isOf(String tenant, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(Echo.in(answer).headers().all("x-tenant-id")).containsExactly(tenant);
    }

    private static void isRefused(int status, String detail, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).isEqualTo(detail);
    }

    /** Requests of a tenant, judged by their status. */
    private record Requests(String target, String tenant) implements Traffic.Script {

        @Override
        public Request request(long number) {
            return Request.get(target).with("x-org", tenant);
        }

        @Override
        public String verdict(long number, Answer answer) {
            return Integer.toString(answer.status());
        }
    }

    private Map<String, Long> atOnce(int requests, String tenant) throws Exception {
        return Traffic.of(requests, 50, gateway.ports().http(), new Requests("/guarded", tenant));
    }

    private Answer slowAnswer() {
        try {
            over.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    @Test
    void of_two_hundred_requests_at_once_exactly_fifty_pass() throws Exception {
        declare(guard(limited(month(50))));

        assertThat(atOnce(200, "acme")).containsOnly(Map.entry("200", 50L), Map.entry("429", 150L));
        assertThat(service.requests()).isEqualTo(50);
        assertThat(get("globex").status()).isEqualTo(200);
    }

    @Test
    void while_configurations_change_exactly_as_many_pass() throws Exception {
        declare(guard(limited(month(500))));
        try (Traffic traffic = Traffic.endless(16, gateway.ports().http(), new Requests("/guarded", "acme"))) {
            for (int i = 0; i < 4; i++) {
                long before = traffic.answered();
                Await.until("requests run", () -> traffic.answered() > before + 50);
                Map<String, Object> changed = new HashMap<>(limited(month(500)));
                changed.put("context_key", "tenant-" + i);
                declare(guard(changed));
            }
            Await.until("all is used", () -> service.requests() >= 500);
            Map<String, Long> verdicts = traffic.end();

            assertThat(verdicts).containsOnlyKeys("200", "429").containsEntry("200", 500L);
        }
        assertThat(service.requests()).isEqualTo(500);
    }

    @Test
    void clients_learn_what_is_left_and_when_they_may_come_again() throws Exception {
        declare(guard(limited(Map.of("requests", 2, "window", 2), month(100))));
        Answer first = get("acme");
        assertThat(first.headerValues("ratelimit-policy"))
                .containsExactly("\"sliding_window-2\";q=2;w=2, \"month\";q=100;w=2592000");
        assertThat(first.headerValues("ratelimit"))
                .singleElement()
                .asString()
                .matches("\"sliding_window-2\";r=1;t=[1-4], \"month\";r=99;t=[0-9]+");
        assertThat(first.headerValues("x-ratelimit-remaining")).containsExactly("1");

        Answer refused = Await.value(
                "they are used up", () -> Optional.of(get("acme")).filter(answer -> answer.status() == 429));

        isRefused(429, "the tenant has used what is allowed", refused);
        int seconds = Integer.parseInt(refused.header("retry-after").orElseThrow());
        assertThat(seconds).isBetween(1, 4);
        assertThat(refused.headerValues("ratelimit"))
                .singleElement()
                .asString()
                .contains("\"sliding_window-2\";r=0;t=" + seconds);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Await.until("the time is over that the client was told", () -> System.nanoTime() >= end);
        assertThat(get("acme").status()).isEqualTo(200);
    }

    @Test
    void what_the_upstream_says_of_limits_of_its_own_comes_after_the_gateways() throws Exception {
        declare(guard(limited(month(100))));
        service.on(
                "/",
                request -> new Answer(200, HeaderLines.NONE, new byte[0])
                        .with("RateLimit", "\"own\";r=1;t=1")
                        .with("RateLimit-Policy", "\"own\";q=1;w=1"));

        Answer answer = get("acme");

        assertThat(answer.headerValues("ratelimit")).hasSize(2).last().isEqualTo("\"own\";r=1;t=1");
        assertThat(answer.headerValues("ratelimit-policy"))
                .containsExactly("\"month\";q=100;w=2592000", "\"own\";q=1;w=1");
    }

    @Test
    void a_redis_that_is_down_lets_pass_what_is_said_and_shows_in_the_status() throws Exception {
        declare(guard(redis(1, "deny", month(10))));
        isRefused(503, "the limits cannot be counted", get("acme"));
        assertThat(gateway.kongJava(
                                "status",
                                "--socket",
                                gateway.workspace().socket().toString())
                        .out())
                .contains("redis 127.0.0.1:1", "cannot be asked");
        assertThat(service.requests()).isZero();

        declare(guard(redis(1, "local", month(10))));
        assertThat(atOnce(100, "acme")).containsEntry("200", 5L);
        declare(guard(redis(1, "allow", month(10))));
        assertThat(atOnce(100, "acme")).containsOnly(Map.entry("200", 100L));
        assertThat(gateway.kong().errorLog())
                .contains("redis 127.0.0.1:1 cannot be asked")
                .doesNotContain("sesame");
    }

    private static Map<String, ?> redis(int port, String onError, Object... limits) {
        Map<String, Object> config = new HashMap<>(limited(limits));
        config.put("redis", Map.of("host", "127.0.0.1", "port", port, "on_redis_error", onError, "password", "sesame"));
        return config;
    }

    @Test
    void nobody_passes_uncounted_while_redis_is_killed_and_comes_back() throws Exception {
        try (RedisServer redis = RedisServer.start("sesame")) {
            declare(guard(redis(redis.port(), "deny", month(50))));
            assertThat(atOnce(200, "acme")).containsOnly(Map.entry("200", 50L), Map.entry("429", 150L));

            redis.kill();
            assertThat(atOnce(200, "globex")).containsOnly(Map.entry("503", 200L));
            redis.startAgain();

            Await.until("it is asked again", () -> get("initech").status() == 200);
            assertThat(atOnce(200, "globex")).containsOnly(Map.entry("200", 50L), Map.entry("429", 150L));
        }
    }

    @Test
    void a_verified_claim_names_the_tenant() throws Exception {
        TokenIssuer issuer = new TokenIssuer();
        service.on("/keys", request -> Answer.of("application/json", issuer.jwks()));
        Map<String, ?> jwtAuth = Map.of(
                "issuers",
                List.of(Map.of("iss", TokenIssuer.ISS, "jwks_url", url() + "/keys")),
                "remote_keys",
                Map.of("allow_http", true, "timeout", 20),
                "groups",
                Map.of("claim", "groups"),
                "claim_context",
                Map.of("org", "org.id"));
        Map<String, ?> claim = Map.of("kind", "context", "name", "org");
        Map<String, ?> group = Map.of("kind", "context", "name", "authenticated_groups", "pattern", "tenant:*");
        declare(plugin("jwt-auth", jwtAuth), guard(Map.of("sources", List.of(claim, group))));

        isOf("acme", bearing(issuer.token("\"org\":{\"id\":\"acme\"}")));
        isOf("4711", bearing(issuer.token("\"org\":{\"id\":4711}")));
        isOf("acme", bearing(issuer.token("\"groups\":[\"staff\",\"tenant:acme\"]")));
        isRefused(
                403,
                "the tenant cannot be told",
                bearing(issuer.token("\"org\":{\"id\":\"acme\"},\"groups\":[\"tenant:globex\"]")));
        isRefused(403, "the tenant cannot be told", bearing(issuer.token("\"org\":{\"id\":[\"acme\",\"globex\"]}")));
        isRefused(403, "no tenant is named", bearing(issuer.token("\"a\":1")));
        assertThat(gateway.get("/guarded").status()).isEqualTo(401);
    }

    private Answer bearing(String token) throws IOException {
        return gateway.send(Request.get("/guarded").with("Authorization", "Bearer " + token));
    }

    @Test
    void a_consumer_names_the_tenant() throws Exception {
        Map<String, ?> tag = Map.of("kind", "consumer", "name", "tag", "pattern", "tenant:*");
        Map<String, ?> custom = Map.of("kind", "consumer", "name", "custom_id");
        Declaration declaration =
                to(url(), plugin("key-auth", Map.of()), guard(Map.of("sources", List.of(tag, custom))));
        declaration.consumer("alice", "alices-key").consumer("bob", "bobs-key").consumer("carol", "carols-key");
        ObjectNode alice = (ObjectNode) declaration.document().at("/consumers/0");
        alice.put("custom_id", "acme").putArray("tags").add("staff").add("tenant:acme");
        ObjectNode bob = (ObjectNode) declaration.document().at("/consumers/1");
        bob.put("custom_id", "globex").putArray("tags").add("tenant:initech");
        gateway.declare(declaration);

        isOf("acme", gateway.send(Request.get("/guarded").with("apikey", "alices-key")));
        isRefused(
                403,
                "the tenant cannot be told",
                gateway.send(Request.get("/guarded").with("apikey", "bobs-key")));
        isRefused(
                403, "no tenant is named", gateway.send(Request.get("/guarded").with("apikey", "carols-key")));
    }

    @Test
    void the_host_names_the_tenant_and_there_is_one_host() throws Exception {
        declare(guard(Map.of(
                "sources",
                List.of(
                        Map.of("kind", "host", "pattern", "*.api.test"),
                        Map.of("kind", "host", "pattern", "127.0.0.*")))));

        isOf("acme", gateway.send(Request.get("/guarded").with("Host", "Acme.API.test:8000")));
        isOf("acme", gateway.send(Request.get("http://acme.api.test/guarded").with("Host", "acme.api.test.")));
        isRefused(
                403,
                "the tenant cannot be told",
                gateway.send(Request.get("http://acme.api.test/guarded").with("Host", "globex.api.test")));
        isRefused(
                403, "no tenant is named", gateway.send(Request.get("/guarded").with("Host", "api.test")));
        // The authority of HTTP/2.
        isOf("1", new Http2Client(gateway.ports().https()).send(Request.get("/guarded")));
    }

    @Test
    void a_capture_of_the_path_names_the_tenant_as_the_upstream_reads_it() throws Exception {
        Declaration declaration = to(url(), guard(Map.of("sources", List.of(Map.of("kind", "path", "name", "org")))));
        route(declaration).put("strip_path", false).putArray("paths").add("~/orgs/(?<org>[^/]+)/items$");
        gateway.declare(declaration);

        isOf("acme", gateway.get("/orgs/acme/items"));
        Answer encoded = gateway.get("/orgs/%61cme/items");
        isOf("acme", encoded);
        assertThat(Echo.in(encoded).target()).isEqualTo("/orgs/acme/items");
        isOf("acme", gateway.get("/orgs/globex/../acme/items"));
        isRefused(403, "the tenant cannot be told", gateway.get("/orgs/acme%2Fx/items"));
        isRefused(403, "the tenant cannot be told", gateway.get("/orgs/acme%0d/items"));
    }

    @Test
    void upstreams_see_no_other_tenant_than_the_one_found() throws Exception {
        declare(guard(Map.of()));

        Answer answer = gateway.send(of("acme")
                .with("X-Tenant-Id", "globex")
                .with("x_tenant_id", "globex")
                .with("X_Org", "globex"));
        isOf("acme", answer);
        assertThat(answer.text().toLowerCase(java.util.Locale.ROOT)).doesNotContain("globex", "x-org", "x_org");

        for (String connection : List.of("X-Tenant-Id", "close, x-tenant-id", "keep-alive,x_org")) {
            isRefused(
                    400,
                    "the Connection header names a header that is reserved",
                    gateway.send(of("acme").with("Connection", connection)));
        }
        Request many = of("acme");
        for (int i = 0; i < 1_000; i++) {
            many = many.with("a", "b");
        }
        assertThat(gateway.send(many.with("X-Tenant-Id", "globex")).status()).isEqualTo(400);
        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void only_tenants_of_the_registry_pass_by_the_plans_they_have() throws Exception {
        declare(guard(Map.of(
                "allow_unknown",
                false,
                "plans",
                List.of(Map.of("name", "free", "limits", List.of(month(2))), Map.of("name", "gold")),
                "default_plan",
                "free",
                "tenants",
                List.of(
                        Map.of("name", "acme", "plan", "gold"),
                        Map.of("name", "globex"),
                        Map.of("name", "hooli", "limits", List.of(month(3))),
                        Map.of("name", "initech", "suspended", true)))));

        isRefused(403, "the tenant is suspended", get("initech"));
        isRefused(403, "the tenant is not known", get("stranger"));
        assertThat(atOnce(50, "acme")).containsOnly(Map.entry("200", 50L));
        assertThat(atOnce(50, "globex")).containsEntry("200", 2L);
        assertThat(atOnce(50, "hooli")).containsEntry("200", 3L);
        assertThat(gateway.kong().errorLog())
                .contains("tenant-guard refuses with 403: initech: the tenant is suspended");
    }

    private Plugin oneAtATime(int lease) {
        return guard(Map.of("lease", lease, "tenants", List.of(Map.of("name", "acme", "concurrent", 1))));
    }

    private void endsEachTime(int status) throws Exception {
        for (int i = 0; i < 10; i++) {
            Await.until("the request before has ended", () -> {
                Answer answer = get("acme");
                boolean tooEarly = answer.text().contains("too many requests are on their way");
                assertThat(tooEarly ? 429 : status).as(answer.toString()).isEqualTo(answer.status());
                return !tooEarly;
            });
        }
    }

    @Test
    void a_request_gives_its_place_back_however_it_ends() throws Exception {
        declare(oneAtATime(300_000));
        endsEachTime(200);
        gateway.declare(to("http://127.0.0.1:1", oneAtATime(300_000)));
        endsEachTime(502);
        declare(oneAtATime(300_000), plugin("request-termination", Map.of("status_code", 418)));
        endsEachTime(418);
        declare(oneAtATime(300_000), plugin("post-function", Map.of("access", List.of("error('it fails')"))));
        endsEachTime(500);
    }

    @Test
    void clients_that_leave_give_their_places_back() throws Exception {
        declare(oneAtATime(300_000));
        for (int i = 0; i < 5; i++) {
            CountDownLatch arrived = new CountDownLatch(1);
            service.on("/wait", request -> afterTheTest(arrived));
            Await.until("the request before has ended", () -> get("acme").status() == 200);
            Await.until("a request arrives and its client leaves", () -> leaves(arrived));
        }
        Await.until("the last one has ended", () -> get("acme").status() == 200);
    }

    private Answer afterTheTest(CountDownLatch arrived) {
        arrived.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    private boolean leaves(CountDownLatch arrived) throws Exception {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), gateway.ports().http())) {
            OutputStream out = client.getOutputStream();
            out.write(
                    "GET /guarded/wait HTTP/1.1\r\nHost: a\r\nX-Org: acme\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return arrived.await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_request_of_whose_end_kong_says_nothing_gives_its_place_back_when_its_lease_is_over() throws Exception {
        declare(oneAtATime(1_000));
        CountDownLatch arrived = new CountDownLatch(1);
        service.on("/wait", request -> afterTheTest(arrived));
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.send(Request.get("/guarded/wait").with("x-org", "acme"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

        Await.until("the lease is over", () -> get("acme").status() == 200);

        assertThat(first).isNotDone();
        over.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        Await.until("the last one has ended", () -> get("acme").status() == 200);
    }

    @Test
    void a_noisy_tenant_does_not_starve_others_of_an_overall_rate() throws Exception {
        declare(guard(Map.of(
                "overall", Map.of("limits", List.of(Map.of("kind", "token_bucket", "requests", 40, "window", 2))))));
        try (Traffic noise = Traffic.endless(50, gateway.ports().http(), new Requests("/guarded", "noisy"))) {
            Await.until(
                    "the noisy one has used all there is", () -> get("noisy").status() == 429);
            Await.until("the quiet one is known to ask", () -> get("quiet").status() == 200);
            long before = service.requests();
            for (int i = 0; i < 40; i++) {
                Await.until("the quiet one passes", () -> get("quiet").status() == 200);
            }
            assertThat(service.requests() - before)
                    .as("what passed of both while 40 of the quiet one did")
                    .isLessThan(3 * 40);
            assertThat(noise.end()).containsKeys("200", "429");
        }
    }

    @Test
    void a_noisy_tenant_does_not_starve_others_of_the_places() throws Exception {
        declare(guard(Map.of("overall", Map.of("concurrent", 20))));
        service.on("/slow", request -> slowAnswer());
        try (Traffic noise = Traffic.endless(50, gateway.ports().http(), new Requests("/guarded/slow", "noisy"))) {
            Await.until("the noisy one is refused", () -> get("noisy").status() == 429);
            Await.until("the quiet one is known to ask", () -> get("quiet").status() == 200);
            for (int i = 0; i < 50; i++) {
                isOf("quiet", get("quiet"));
            }
            assertThat(noise.end()).containsKeys("200", "429");
        }
    }

    @Test
    void tenants_have_upstreams_and_targets_of_their_own_and_never_the_default_instead() throws Exception {
        try (EchoUpstream own = EchoUpstream.start()) {
            Declaration declaration = to(
                    "http://default.invalid",
                    guard(Map.of(
                            "allowed_targets",
                            List.of("127.0.0.1:" + own.port()),
                            "tenants",
                            List.of(
                                    Map.of("name", "acme", "upstream", "pool-of-acme"),
                                    Map.of("name", "globex", "target", "127.0.0.1:" + own.port()),
                                    Map.of(
                                            "name",
                                            "initech",
                                            "upstream",
                                            "pool-of-nobody",
                                            "limits",
                                            List.of(month(1))),
                                    Map.of("name", "hooli", "upstream", "pool-without-targets")))));
            ObjectNode pool =
                    declaration.document().withArrayProperty("upstreams").addObject();
            pool.put("name", "pool-of-acme").putArray("targets").addObject().put("target", "127.0.0.1:" + own.port());
            declaration.document().withArrayProperty("upstreams").addObject().put("name", "pool-without-targets");
            gateway.declare(declaration);

            isOf("acme", get("acme"));
            isOf("globex", get("globex"));
            assertThat(own.requests()).isEqualTo(2);
            for (int i = 0; i < 3; i++) {
                isRefused(503, "the tenant's upstream cannot be reached", get("initech"));
            }
            assertThat(get("hooli").status()).isEqualTo(503);
            assertThat(gateway.kong().errorLog()).contains("Kong knows no upstream pool-of-nobody");

            gateway.declare(to(url(), guard(Map.of("tenants", List.of(Map.of("name", "acme", "upstream", "pool"))))));
            isRefused(503, "the tenant's upstream cannot be reached", get("acme"));
            assertThat(service.requests()).isZero();
        }
    }

    @Test
    void kong_refuses_what_its_schema_can_refuse() throws Exception {
        Answer answer = gateway.post(
                to(url(), guard(Map.of("sources", List.of(), "header", "x y", "overall", Map.of("concurrent", 0)))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("sources", "header", "concurrent");
    }

    @Test
    void a_configuration_that_the_schema_cannot_refuse_lets_nobody_pass() throws Exception {
        declare(guard(Map.of("tenants", List.of(Map.of("name", "acme", "target", "127.0.0.1:80")))));

        assertThat(get("acme").status()).isEqualTo(500);
        assertThat(service.requests()).isZero();
        assertThat(gateway.kong().errorLog()).contains("target is not among allowed_targets");
    }
}
