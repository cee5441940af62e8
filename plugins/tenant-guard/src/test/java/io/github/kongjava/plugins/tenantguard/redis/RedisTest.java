package io.github.kongjava.plugins.tenantguard.redis;

import static io.github.kongjava.plugins.tenantguard.Tenants.await;
import static io.github.kongjava.plugins.tenantguard.Tenants.get;
import static io.github.kongjava.plugins.tenantguard.Tenants.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.plugins.tenantguard.TenantGuard;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two gateways that count in one real Redis, in both protocols. */
class RedisTest {

    private final RedisServer redis = RedisServer.running("--requirepass", "sesame");
    private final ExecutorService clients = Executors.newFixedThreadPool(50);
    private final List<TestGateway> gateways = new ArrayList<>();

    @AfterEach
    void stop() {
        gateways.forEach(TestGateway::close);
        clients.shutdownNow();
        redis.close();
    }

    private TestGateway gateway(Protocol protocol, String limits, String redisSettings) {
        TestGateway gateway = TestGateway.of(protocol, TenantGuard.class);
        gateways.add(gateway);
        gateway.configure(
                "tenant-guard",
                "{\"sources\": [{\"kind\": \"header\", \"name\": \"x-org\", \"trusted\": [\"127.0.0.1\"]}],"
                        + " \"allow_unknown\": true, \"redis\": {\"host\": \"127.0.0.1\", \"port\": " + redis.port()
                        + ", \"timeout\": 5000, \"password\": \"sesame\"" + redisSettings + "}, " + limits + "}");
        return gateway;
    }

    private static String own(String kind, int requests) {
        return "\"plans\": [{\"name\": \"basic\", \"limits\": [" + limit(kind, requests)
                + "]}], \"default_plan\": \"basic\"";
    }

    private static String limit(String kind, int requests) {
        return "{\"kind\": \"" + kind + "\", \"requests\": " + requests + ", \"window\": 31536000}";
    }

    @ParameterizedTest
    @CsvSource({
        "MSGPACK, sliding_window", "PROTOBUF, sliding_window",
        "MSGPACK, token_bucket", "PROTOBUF, token_bucket",
        "MSGPACK, day", "PROTOBUF, day",
        "MSGPACK, month", "PROTOBUF, month",
    })
    void of_two_hundred_requests_at_two_gateways_exactly_fifty_pass(Protocol protocol, String kind) throws Exception {
        TestGateway one = gateway(protocol, own(kind, 50), "");
        TestGateway other = gateway(protocol, own(kind, 50), "");
        List<Future<TestAnswer>> answers = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            answers.add(clients.submit(() -> get(one, "acme")));
            answers.add(clients.submit(() -> get(other, "acme")));
        }

        int passed = 0;
        for (Future<TestAnswer> answer : answers) {
            passed += answer.get(1, TimeUnit.MINUTES).passed() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(50);
        TestAnswer refused = get(other, "acme");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after").orElseThrow()).matches("[1-9][0-9]*");
        assertThat(refused.header("x-ratelimit-remaining")).contains("0");
        assertThat(one.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void tenants_have_their_shares_of_what_is_for_all_gateways(Protocol protocol) {
        String overall = "\"overall\": {\"limits\": [" + limit("day", 10) + "]}";
        TestGateway one = gateway(protocol, overall, "");
        TestGateway other = gateway(protocol, overall, "");
        assertThat(passing(one, "quiet", 1)).isEqualTo(1);

        assertThat(passing(other, "noisy", 20)).isEqualTo(4);
        assertThat(passing(one, "quiet", 3)).isEqualTo(3);
        assertThat(passing(other, "late", 2)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void who_is_refused_for_its_share_at_all_gateways_has_nothing_left(Protocol protocol) {
        String overall = "\"overall\": {\"limits\": [" + limit("day", 3) + "]}";
        assertThat(passing(gateway(protocol, overall, ""), "noisy", 9)).isEqualTo(2);

        TestAnswer refused = get(gateway(protocol, overall, ""), "noisy");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("ratelimit").orElseThrow())
                .matches(
                        "\"overall-day\";r=0;t=" + refused.header("retry-after").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void without_shares_who_comes_first_has_it(Protocol protocol) {
        String overall = "\"overall\": {\"fair_shares\": false, \"limits\": [" + limit("day", 10) + "]}";
        TestGateway one = gateway(protocol, overall, "");
        TestGateway other = gateway(protocol, overall, "");
        assertThat(passing(one, "quiet", 1)).isEqualTo(1);

        assertThat(passing(other, "noisy", 20)).isEqualTo(9);
        assertThat(passing(one, "quiet", 1)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void without_redis_each_gateway_grants_its_share(Protocol protocol) {
        TestGateway gateway = gateway(protocol, own("day", 8), ", \"local_share\": 25");
        assertThat(passing(gateway, "acme", 1)).isEqualTo(1);
        redis.kill();

        assertThat(passing(gateway, "acme", 10)).isEqualTo(2);
        assertThat(get(gateway, "acme").status()).isEqualTo(429);
        assertThat(gateway.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void without_redis_nobody_passes_if_that_is_wanted(Protocol protocol) {
        TestGateway gateway = gateway(protocol, own("day", 8), ", \"on_redis_error\": \"deny\"");
        redis.kill();

        TestAnswer refused = get(gateway, "acme");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.passed()).isFalse();
        assertThat(refused.header("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void without_redis_everybody_passes_if_that_is_wanted(Protocol protocol) {
        TestGateway gateway = gateway(protocol, own("day", 2), ", \"on_redis_error\": \"allow\"");
        redis.kill();

        assertThat(passing(gateway, "acme", 10)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_redis_that_comes_back_counts_again(Protocol protocol) {
        TestGateway one = gateway(protocol, own("day", 1000), ", \"on_redis_error\": \"deny\"");
        redis.kill();
        assertThat(get(one, "acme").status()).isEqualTo(503);

        redis.start();

        await(() -> get(one, "acme").passed());
        assertThat(get(one, "acme").passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_wrong_password_is_told_to_nobody(Protocol protocol) {
        TestGateway gateway =
                gateway(protocol, own("day", 8), ", \"on_redis_error\": \"deny\", \"username\": \"nobody\"");

        TestAnswer refused = get(gateway, "acme");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body() + refused.log() + gateway.failures()).doesNotContain("sesame");
    }
}
