package io.github.kongjava.plugins.tenantguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When a Redis is asked, by a clock that the test sets. */
class PauseTest {

    private static final String WELL = "*1\r\n:7\r\n";
    private static final String LOADING = "-LOADING Redis is loading the dataset in memory\r\n";

    private final AtomicLong now = new AtomicLong();
    private final AtomicReference<String> status = new AtomicReference<>("");
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private Redis redis(ScriptedServer server, int connections, Duration wait) {
        RedisConfig config = new RedisConfig(
                Optional.of("127.0.0.1"),
                server.port(),
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                false,
                Optional.empty(),
                Duration.ofSeconds(50),
                connections,
                RedisConfig.OnRedisError.DENY,
                50);
        return new Redis(new Node(config, wait), config, now::get, (subject, state) -> status.set(state));
    }

    private static Optional<List<Long>> ask(Redis redis) {
        return redis.take(List.of("key"), List.of(), 1);
    }

    private String held(String answer) {
        arrived.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer;
    }

    @Test
    void while_all_connections_are_in_use_requests_do_without_and_nothing_pauses() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(number -> number == 0 ? held(WELL) : WELL);
                Redis redis = redis(server, 1, Duration.ofMillis(1))) {
            CompletableFuture<Optional<List<Long>>> first = CompletableFuture.supplyAsync(() -> ask(redis));
            assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(ask(redis)).isEmpty();
            over.countDown();

            assertThat(first.get(1, TimeUnit.MINUTES)).contains(List.of(7L));
            assertThat(ask(redis)).as("it is asked at once").contains(List.of(7L));
            assertThat(status).hasValue("");
        }
    }

    @Test
    void an_answer_to_what_was_asked_before_a_failure_does_not_end_the_pause() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(number -> number == 0 ? held(WELL) : LOADING);
                Redis redis = redis(server, 2, Duration.ofMinutes(1))) {
            CompletableFuture<Optional<List<Long>>> first = CompletableFuture.supplyAsync(() -> ask(redis));
            assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(ask(redis)).isEmpty();

            over.countDown();
            assertThat(first.get(1, TimeUnit.MINUTES)).contains(List.of(7L));

            assertThat(ask(redis)).isEmpty();
            assertThat(server.asked()).as("nobody asked during the pause").isEqualTo(2);
            assertThat(status).hasValue("cannot be asked");
        }
    }

    @Test
    void after_the_pause_one_tries_and_its_answer_ends_it() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(number -> number == 0 ? LOADING : WELL);
                Redis redis = redis(server, 2, Duration.ofMinutes(1))) {
            assertThat(ask(redis)).isEmpty();
            assertThat(ask(redis)).isEmpty();

            now.addAndGet(1_000);

            assertThat(ask(redis)).contains(List.of(7L));
            assertThat(ask(redis)).contains(List.of(7L));
            assertThat(status).hasValue("");
        }
    }
}
