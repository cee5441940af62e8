package io.github.kongjava.plugins.tenantguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.tenantguard.config.Limit.Kind;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.Fairness;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.limits.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private List<Long> script(Ask ask) {
        String text = Script.TEXT.replace(
                "redis.call('TIME')", "{ '" + now.get() / 1000 + "', '" + now.get() % 1000 * 1000 + "' }");
        List<String> keys = new ArrayList<>();
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(ask.own().size()), ask.fairness().isPresent() ? ask.account() : ""));
        arguments.add(ask.fairness().map(each -> each.reserve()).orElse(0).toString());
        arguments.add(ask.fairness().map(each -> each.tenants()).orElse(0).toString());
        ask.own().forEach(rule -> add(keys, arguments, ask.account(), rule, false));
        ask.overall()
                .forEach(rule ->
                        add(keys, arguments, "overall", rule, ask.fairness().isPresent()));
        if (ask.fairness().isPresent()) {
            keys.add("active");
            ask.overall().forEach(rule -> keys.addAll(List.of("even " + rule, "odd " + rule)));
        }
        Object answer = redis.eval(text, keys, arguments);
        // What expires by the clock of Redis must not expire by that of the test.
        keys.forEach(redis::persist);
        assertThat(answer).isInstanceOf(List.class);
        return ((List<?>) answer).stream().map(Long.class::cast).toList();
    }

    private static void add(List<String> keys, List<String> arguments, String subject, Rule rule, boolean shared) {
        keys.add(subject + " " + rule);
        arguments.add(RedisRates.kind(rule, shared));
        arguments.add(Long.toString(rule.requests()));
        arguments.add(Long.toString(rule.windowMillis()));
    }

    private static Stream<Long> numbers(Standing standing) {
        return Stream.of(standing.remaining(), standing.moreMillis(), standing.resetMillis());
    }

    private static Rule rule(Kind kind) {
        boolean quota = kind == Kind.DAY || kind == Kind.MONTH;
        return new Rule(kind, 20, quota ? 0 : 20_000);
    }

    private static Ask own(Rule rule) {
        return new Ask("acme", true, List.of(rule), List.of(), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void it_decides_and_tells_the_same(Kind kind) {
        Ask ask = own(rule(kind));
        Random random = new Random(20_260_304);
        now.set(Instant.parse("2023-12-31T23:00:00Z").toEpochMilli());
        long step = kind == Kind.MONTH ? 43_200_000 : kind == Kind.DAY ? 3_600_000 : 1_000;
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            now.addAndGet(random.nextInt(4) == 0 ? random.nextInt(8) * step : 0);
            Decision decision = local.take(ask);
            Standing standing = decision.own().get(0);

            assertThat(script(ask))
                    .as("step " + i + " at " + Instant.ofEpochMilli(now.get()))
                    .containsExactly(
                            decision.allowed() ? 1L : 0L,
                            standing.remaining(),
                            standing.moreMillis(),
                            standing.resetMillis());
            refused += decision.allowed() ? 0 : 1;
        }
        assertThat(refused).isBetween(1, 2_999);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_BUCKET, 0",
        "TOKEN_BUCKET, 50",
        "SLIDING_WINDOW, 0",
        "SLIDING_WINDOW, 50",
        "DAY, 0",
        "DAY, 30",
        "MONTH, 0",
        "MONTH, 100",
    })
    void it_gives_tenants_the_same_shares(Kind kind, int reserve) {
        Rule all = new Rule(kind, 60, rule(kind).windowMillis());
        Random random = new Random(20_260_305);
        now.set(Instant.parse("2023-12-31T23:00:00Z").toEpochMilli());
        long step = kind == Kind.MONTH ? 43_200_000 : kind == Kind.DAY ? 3_600_000 : 1_000;
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            now.addAndGet(random.nextInt(20) == 0 ? random.nextInt(8) * step : random.nextInt(2));
            String tenant = random.nextInt(3) > 0 ? "noisy" : "quiet-" + random.nextInt(3);
            Ask ask = new Ask(
                    tenant,
                    true,
                    List.of(rule(Kind.TOKEN_BUCKET)),
                    List.of(all),
                    Optional.of(new Fairness(reserve, 3)));
            Decision decision = local.take(ask);

            List<Long> answer = script(ask);
            assertThat(answer.get(0))
                    .as("step " + i + " at " + Instant.ofEpochMilli(now.get()))
                    .isEqualTo(decision.allowed() ? 1L : 0L);
            if (!decision.allowed()) {
                refused++;
                assertThat(answer.subList(1, answer.size()))
                        .as("step " + i)
                        .isEqualTo(Stream.concat(decision.own().stream(), decision.overall().stream())
                                .flatMap(ScriptTest::numbers)
                                .toList());
            }
        }
        assertThat(refused).isBetween(1, 2_999);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_BUCKET, 2023-12-31T23:59:59Z, 30",
        "SLIDING_WINDOW, 2023-12-31T23:00:05Z, 10",
        "SLIDING_WINDOW, 2023-12-31T23:00:00Z, 20",
        "DAY, 2024-01-01T00:00:05Z, 10",
        "MONTH, 2024-01-01T00:00:05Z, 10",
    })
    void a_clock_that_is_set_back_gives_nothing_away_and_goes_on(Kind kind, Instant time, int secondsBack) {
        Ask ask = own(rule(kind));
        now.set(time.toEpochMilli());
        for (int i = 0; i < 20; i++) {
            assertThat(script(ask).get(0)).isEqualTo(1);
        }

        now.addAndGet(-1_000L * secondsBack);
        List<Long> refused = script(ask);

        assertThat(refused.get(0)).isZero();
        now.addAndGet(refused.get(2));
        assertThat(script(ask).get(0)).isEqualTo(1);
    }
}
