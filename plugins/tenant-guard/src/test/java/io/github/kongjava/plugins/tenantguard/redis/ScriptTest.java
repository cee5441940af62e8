package io.github.kongjava.plugins.tenantguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.tenantguard.config.Limit.Kind;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.limits.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;

/** The script decides like the code that counts in the gateway, at any time: the test puts a clock into it. */
class ScriptTest {

    private final RedisServer server = RedisServer.running();
    private final RedisClient redis = RedisClient.create("127.0.0.1", server.port());
    private final AtomicLong now = new AtomicLong();
    private final LocalRates local = new LocalRates(now::get);

    @AfterEach
    void stop() {
        redis.close();
        server.close();
    }

    private List<Long> script(Rule rule) {
        String text = Script.TEXT.replace(
                "redis.call('TIME')", "{ '" + now.get() / 1000 + "', '" + now.get() % 1000 * 1000 + "' }");
        List<Long> numbers = new ArrayList<>();
        Object answer = redis.eval(
                text,
                List.of("key"),
                List.of(
                        "1",
                        "",
                        rule.kind().name().toLowerCase(Locale.ROOT),
                        Long.toString(rule.requests()),
                        Long.toString(rule.windowMillis())));
        assertThat(answer).isInstanceOf(List.class);
        ((List<?>) answer).forEach(number -> numbers.add((Long) number));
        // What expires by the clock of Redis must not expire by that of the test.
        redis.persist("key");
        return numbers;
    }

    private static Rule rule(Kind kind) {
        boolean quota = kind == Kind.DAY || kind == Kind.MONTH;
        return new Rule(kind, 20, quota ? 0 : 20_000);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void it_decides_and_tells_the_same(Kind kind) {
        Rule rule = rule(kind);
        Random random = new Random(20_260_304);
        now.set(Instant.parse("2023-12-31T23:00:00Z").toEpochMilli());
        long step = kind == Kind.MONTH ? 43_200_000 : kind == Kind.DAY ? 3_600_000 : 1_000;
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            now.addAndGet(random.nextInt(4) == 0 ? random.nextInt(8) * step : 0);
            Decision decision = local.take(new Ask("acme", true, List.of(rule), List.of()));
            Standing standing = decision.own().get(0);

            assertThat(script(rule))
                    .as("step " + i + " at " + Instant.ofEpochMilli(now.get()))
                    .containsExactly(
                            decision.allowed() ? 1L : 0L,
                            0L,
                            standing.remaining(),
                            decision.allowed() ? 0L : standing.waitMillis(),
                            standing.resetMillis());
            refused += decision.allowed() ? 0 : 1;
        }
        assertThat(refused).isBetween(1, 2_999);
    }
}
