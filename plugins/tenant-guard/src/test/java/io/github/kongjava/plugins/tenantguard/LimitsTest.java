package io.github.kongjava.plugins.tenantguard;

import static io.github.kongjava.plugins.tenantguard.Tenants.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What tenants may use, in both protocols. */
class LimitsTest {

    private static final String YEAR = "\"window\": 31536000";

    private final ExecutorService clients = Executors.newFixedThreadPool(50, work -> {
        Thread thread = new Thread(work, "client of the test");
        thread.setDaemon(true);
        return thread;
    });
    private TestGateway gateway = TestGateway.of();

    private void start(Protocol protocol, String config) {
        gateway.close();
        gateway = TestGateway.of(protocol, TenantGuard.class, Prior.class);
        gateway.configure("prior", "{}");
        configure(config);
    }

    private void configure(String config) {
        gateway.configure(
                "tenant-guard",
                "{\"sources\": [{\"kind\": \"header\", \"name\": \"x-org\", \"trusted\": [\"127.0.0.1\"]}],"
                        + " \"allow_unknown\": true, " + config + "}");
    }

    private static String plan(String limits) {
        return "\"plans\": [{\"name\": \"basic\", \"limits\": [" + limits + "]}], \"default_plan\": \"basic\"";
    }

    private static String limit(String kind, int requests) {
        return "{\"kind\": \"" + kind + "\", \"requests\": " + requests + ", " + YEAR + "}";
    }

    @AfterEach
    void stop() {
        gateway.close();
        clients.shutdownNow();
    }

    private TestAnswer get(String tenant, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(more));
        headers.add(new Header("x-org", tenant));
        return gateway.get("/", headers.toArray(Header[]::new));
    }

    private int passing(String tenant, int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            TestAnswer answer = get(tenant);
            assertThat(answer.status()).isIn(200, 429);
            assertThat(answer.passed()).isEqualTo(answer.status() == 200);
            passed += answer.passed() ? 1 : 0;
        }
        return passed;
    }

    @ParameterizedTest
    @CsvSource({
        "MSGPACK, sliding_window", "PROTOBUF, sliding_window",
        "MSGPACK, token_bucket", "PROTOBUF, token_bucket",
        "MSGPACK, day", "PROTOBUF, day",
        "MSGPACK, month", "PROTOBUF, month",
    })
    void of_two_hundred_requests_at_once_exactly_fifty_pass_a_limit_of_fifty(Protocol protocol, String kind)
            throws Exception {
        start(protocol, plan(limit(kind, 50)));
        List<Future<TestAnswer>> answers = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            answers.add(clients.submit(() -> get("acme")));
        }

        int passed = 0;
        for (Future<TestAnswer> answer : answers) {
            passed += answer.get(1, TimeUnit.MINUTES).passed() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(50);
        assertThat(gateway.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void each_tenant_has_its_own_account(Protocol protocol) {
        start(protocol, plan(limit("day", 3)));

        assertThat(passing("acme", 10)).isEqualTo(3);
        assertThat(passing("globex", 10)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_request_that_does_not_fit_into_one_limit_is_counted_in_none(Protocol protocol) {
        start(protocol, plan(limit("day", 2) + "," + limit("sliding_window", 5)));
        assertThat(passing("acme", 10)).isEqualTo(2);

        configure(plan(limit("sliding_window", 5)));

        assertThat(passing("acme", 10)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_change_of_the_configuration_gives_nobody_anything_back(Protocol protocol) {
        start(protocol, plan(limit("month", 4)));
        assertThat(passing("acme", 2)).isEqualTo(2);

        gateway.disable("tenant-guard");
        configure(plan(limit("month", 4)) + ", \"header\": \"x-org-name\"");

        assertThat(passing("acme", 10)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void who_comes_into_the_registry_or_leaves_it_keeps_its_account(Protocol protocol) {
        start(protocol, plan(limit("month", 6)));
        assertThat(passing("acme", 2)).isEqualTo(2);

        configure(plan(limit("month", 6)) + ", \"tenants\": [{\"name\": \"acme\"}]");
        assertThat(passing("acme", 2)).isEqualTo(2);
        configure(plan(limit("month", 6)));

        assertThat(passing("acme", 10)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void tenants_have_what_their_plan_says_or_their_own(Protocol protocol) {
        start(
                protocol,
                "\"plans\": [{\"name\": \"basic\", \"limits\": [" + limit("day", 1) + "]}, {\"name\": \"gold\","
                        + " \"limits\": [" + limit("day", 3) + "]}], \"default_plan\": \"basic\", \"tenants\":"
                        + " [{\"name\": \"acme\", \"plan\": \"gold\"}, {\"name\": \"globex\"}, {\"name\": \"initech\","
                        + " \"plan\": \"gold\", \"limits\": [" + limit("day", 2) + "]}]");

        assertThat(passing("acme", 5)).isEqualTo(3);
        assertThat(passing("globex", 5)).isEqualTo(1);
        assertThat(passing("initech", 5)).isEqualTo(2);
        assertThat(passing("stranger", 5)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void clients_learn_what_is_left(Protocol protocol) {
        start(
                protocol,
                plan("{\"name\": \"burst\", \"requests\": 2, \"window\": 31536000}, {\"kind\": \"token_bucket\","
                        + " \"requests\": 100, \"window\": 31536000}"));

        TestAnswer first = get("acme");
        assertThat(first.header("ratelimit-policy"))
                .contains("\"burst\";q=2;w=31536000, \"token_bucket-31536000\";q=100;w=31536000");
        assertThat(first.header("ratelimit").orElseThrow())
                .matches("\"burst\";r=1;t=[0-9]+, \"token_bucket-31536000\";r=99;t=[0-9]+");
        assertThat(first.header("x-ratelimit-limit")).contains("2");
        assertThat(first.header("x-ratelimit-remaining")).contains("1");
        assertThat(first.header("ratelimit-remaining")).contains("1");
        assertThat(first.header("ratelimit-limit")).contains("2");
        assertThat(first.header("ratelimit-reset").orElseThrow()).matches("[1-9][0-9]*");

        get("acme");
        TestAnswer refused = get("acme");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after").orElseThrow()).matches("[1-9][0-9]*");
        assertThat(refused.header("ratelimit").orElseThrow()).startsWith("\"burst\";r=0;t=");
        assertThat(refused.header("x-ratelimit-remaining")).contains("0");
        assertThat(refused.header("content-type")).contains("application/problem+json");
        assertThat(refused.body())
                .contains(
                        "\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\"",
                        "\"status\":429",
                        "\"violated-policies\":[\"burst\"]");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void of_limits_that_are_used_up_clients_learn_the_one_that_stays_so_longest(Protocol protocol) {
        start(
                protocol,
                plan("{\"kind\": \"token_bucket\", \"requests\": 1, \"window\": 1000}," + limit("sliding_window", 1)));
        get("acme");

        TestAnswer refused = get("acme");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo(refused.header("x-ratelimit-reset"));
        assertThat(Long.parseLong(refused.header("retry-after").orElseThrow())).isGreaterThan(1000);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void who_is_refused_for_what_all_have_used_learns_that_limit_too(Protocol protocol) {
        start(protocol, plan(limit("day", 9)) + ", \"overall\": {\"limits\": [" + limit("day", 1) + "]}");
        assertThat(get("acme").header("ratelimit-policy")).contains("\"day\";q=9;w=86400");

        TestAnswer refused = get("acme");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("ratelimit-policy")).contains("\"day\";q=9;w=86400, \"overall-day\";q=1;w=86400");
        assertThat(refused.header("ratelimit").orElseThrow())
                .matches("\"day\";r=8;t=[0-9]+, \"overall-day\";r=0;t="
                        + refused.header("retry-after").orElseThrow());
        assertThat(refused.header("x-ratelimit-remaining")).contains("0");
        assertThat(refused.body()).contains("\"violated-policies\":[\"overall-day\"]");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void who_is_refused_for_its_share_has_nothing_left(Protocol protocol) {
        start(protocol, "\"overall\": {\"limits\": [" + limit("day", 3) + "]}");
        assertThat(passing("noisy", 2)).isEqualTo(2);

        TestAnswer refused = get("noisy");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("ratelimit").orElseThrow())
                .matches(
                        "\"overall-day\";r=0;t=" + refused.header("retry-after").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"MSGPACK, 0", "PROTOBUF, 0", "MSGPACK, 2", "PROTOBUF, 2"})
    void until_more_is_left_it_takes_so_long(Protocol protocol, int used) {
        start(protocol, plan("{\"kind\": \"token_bucket\", \"requests\": 10, \"window\": 31536000}"));
        assertThat(passing("acme", used)).isEqualTo(used);

        assertThat(get("acme").header("ratelimit").orElseThrow())
                .as("a tenth of the window each")
                .matches("\"token_bucket-31536000\";r=" + (9 - used) + ";t=3153[0-9]{3}");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void the_log_says_whom_it_refused_and_why(Protocol protocol) {
        start(protocol, plan(limit("day", 1)) + ", \"overall\": {\"limits\": [" + limit("month", 1) + "]}");
        get("acme");

        assertThat(get("acme").log().toString())
                .contains("tenant-guard refuses with 429: acme: the tenant has used what is allowed");
        assertThat(get("globex").log().toString())
                .contains("tenant-guard refuses with 429: globex: all tenants together have used what is allowed");
        assertThat(gateway.get("/").log().toString()).contains("tenant-guard refuses with 403: no tenant is named");
        assertThat(get("a b").log().toString())
                .contains("tenant-guard refuses with 403: sources[1]: the name has other characters or is too long")
                .doesNotContain("a b");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void clients_learn_nothing_if_that_is_wanted(Protocol protocol) {
        start(protocol, plan(limit("day", 1)) + ", \"rate_headers\": []");

        assertThat(get("acme").headers().toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("ratelimit");
        assertThat(get("acme").header("retry-after")).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void all_together_may_use_no_more_than_the_overall_limit(Protocol protocol) {
        start(protocol, "\"overall\": {\"fair_shares\": false, \"limits\": [" + limit("day", 5) + "]}");

        assertThat(passing("acme", 4)).isEqualTo(4);
        assertThat(passing("globex", 4)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_noisy_tenant_does_not_use_up_the_shares_of_others(Protocol protocol) {
        start(protocol, "\"overall\": {\"limits\": [" + limit("day", 10) + "]}");
        assertThat(passing("quiet", 1)).isEqualTo(1);

        assertThat(passing("noisy", 20)).isEqualTo(4);
        assertThat(passing("quiet", 3)).isEqualTo(3);
        assertThat(passing("late", 2)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "MSGPACK, sliding_window", "PROTOBUF, sliding_window",
        "MSGPACK, token_bucket", "PROTOBUF, token_bucket",
        "MSGPACK, day", "PROTOBUF, day",
        "MSGPACK, month", "PROTOBUF, month",
    })
    void a_tenant_that_comes_after_a_noisy_one_passes(Protocol protocol, String kind) {
        start(protocol, "\"overall\": {\"limits\": [" + limit(kind, 100) + "]}");
        assertThat(passing("noisy", 1_000)).isEqualTo(66);

        assertThat(passing("quiet", 10)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void tenants_of_the_registry_may_have_all_once_each_has_come(Protocol protocol) {
        start(
                protocol,
                "\"overall\": {\"limits\": [" + limit("day", 20) + "]}, \"allow_unknown\": false, \"tenants\":"
                        + " [{\"name\": \"acme\"}, {\"name\": \"globex\"}, {\"name\": \"initech\", \"suspended\": true}]");
        assertThat(passing("acme", 20)).isEqualTo(13);
        assertThat(passing("globex", 20)).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_tenant_alone_may_use_all_if_nothing_is_to_be_kept(Protocol protocol) {
        start(protocol, "\"overall\": {\"reserve\": 0, \"limits\": [" + limit("day", 10) + "]}");

        assertThat(passing("acme", 20)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_flood_of_names_makes_nobody_begin_anew(Protocol protocol) {
        start(protocol, plan(limit("day", 2)) + ", \"tenants\": [{\"name\": \"acme\"}]");
        assertThat(passing("acme", 3)).isEqualTo(2);
        assertThat(passing("stranger", 3)).isEqualTo(2);

        for (int i = 0; i < 1_000; i++) {
            get("flood-" + i);
        }

        assertThat(passing("acme", 1)).isZero();
        assertThat(passing("stranger", 1)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void so_many_requests_of_a_tenant_may_be_on_their_way(Protocol protocol) throws Exception {
        start(protocol, "\"tenants\": [{\"name\": \"acme\", \"concurrent\": 2}]");
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch answered = new CountDownLatch(1);
        gateway.upstream(request -> {
            arrived.countDown();
            awaitLatch(answered);
            return UpstreamResponse.of(200, List.of(), new byte[0]);
        });
        Future<TestAnswer> first = clients.submit(() -> get("acme"));
        Future<TestAnswer> second = clients.submit(() -> get("acme"));
        awaitLatch(arrived);

        TestAnswer third = get("acme");
        answered.countDown();

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("retry-after")).contains("1");
        assertThat(third.header("ratelimit-policy")).contains("\"concurrent\";q=2;qu=\"concurrent-requests\"");
        assertThat(third.header("ratelimit")).contains("\"concurrent\";r=0;t=1");
        assertThat(third.body()).contains("on their way", "\"violated-policies\":[\"concurrent\"]");
        assertThat(first.get(1, TimeUnit.MINUTES).passed()).isTrue();
        assertThat(second.get(1, TimeUnit.MINUTES).passed()).isTrue();
        await(() -> get("acme").passed());
        assertThat(passing("acme", 10)).as("each place is given back").isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_request_that_a_limit_refuses_holds_no_place(Protocol protocol) {
        start(
                protocol,
                "\"tenants\": [{\"name\": \"acme\", \"concurrent\": 1, \"limits\": [" + limit("day", 1) + "]}]");
        assertThat(passing("acme", 5)).isEqualTo(1);

        configure("\"tenants\": [{\"name\": \"acme\", \"concurrent\": 1}]");

        assertThat(passing("acme", 5)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_place_whose_end_nobody_tells_is_given_away_after_its_lease(Protocol protocol) {
        start(protocol, "\"lease\": 1000, \"tenants\": [{\"name\": \"acme\", \"concurrent\": 1}]");

        assertThat(get("acme", new Header("x-lost", "1")).passed()).isTrue();

        await(() -> get("acme").passed());
        assertThat(passing("acme", 5)).isEqualTo(5);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
