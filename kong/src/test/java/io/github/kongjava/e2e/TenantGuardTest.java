package io.github.kongjava.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What tenants may use, over two workers of a real Kong. */
@OnSharedKong
final class TenantGuardTest extends TenantGuardCase {

    TenantGuardTest(Gateway gateway) {
        super(gateway);
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
        // A machine of tests may be slow, and one answer that is late makes all do without for a second.
        Map<String, Object> redis = new HashMap<>(Map.of("host", "127.0.0.1", "port", port, "timeout", 5_000));
        redis.putAll(Map.of("on_redis_error", onError, "password", "sesame"));
        config.put("redis", redis);
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

    @Test
    void a_tenant_that_comes_after_a_noisy_one_passes() throws Exception {
        declare(guard(Map.of("overall", Map.of("limits", List.of(month(100))))));
        assertThat(atOnce(1_000, "noisy")).containsOnly(Map.entry("200", 66L), Map.entry("429", 934L));
        isRefused(429, "all tenants together have used what is allowed", get("noisy"));

        assertThat(atOnce(10, "quiet")).containsOnly(Map.entry("200", 10L));
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
