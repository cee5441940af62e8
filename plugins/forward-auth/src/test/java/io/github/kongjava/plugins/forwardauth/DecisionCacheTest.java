package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionCacheTest {

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);

    @BeforeEach
    void configure() {
        gateway.configure(
                "forward-auth",
                "{\"service_url\": \"" + service.url() + "\", \"timeout\": 20000, \"cache\": {\"enabled\": true,"
                        + " \"allow_for\": 3600000, \"deny_for\": 3600000}}");
    }

    @AfterEach
    void stop() {
        gateway.close();
        service.close();
    }

    private TestAnswer get(String path, String token) {
        return gateway.get(path, new Header("Host", "h"), new Header("Authorization", token));
    }

    @Test
    void the_same_question_is_asked_once() {
        assertThat(get("/", "a").passed()).isTrue();
        assertThat(get("/", "a").passed()).isTrue();

        assertThat(service.got()).hasSize(1);
    }

    @Test
    void a_refusal_is_kept_too_and_for_nobody_else() {
        service.behaves((got, connection, out) -> TestService.write(
                out, TestService.answer(got.header("authorization").contains("a") ? 200 : 403, "")));

        assertThat(get("/", "b").status()).isEqualTo(403);
        assertThat(get("/", "a").passed()).isTrue();
        assertThat(get("/", "b").status()).isEqualTo(403);
        assertThat(get("/x", "a").passed()).isTrue();
        assertThat(service.got()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-store",
                "Cache-Control: public, No-Cache",
                "Cache-Control: private",
                "Cache-Control: max-age=0",
                "Cache-Control: max-age=junk",
                "Set-Cookie: a=b",
                "Vary: *"
            })
    void the_service_can_say_that_a_decision_is_for_one_request(String header) {
        service.answers(200, "", header);

        get("/", "a");
        get("/", "a");

        assertThat(service.got()).hasSize(2);
    }

    @Test
    void no_decision_is_never_kept() {
        service.answers(500, "");

        assertThat(get("/", "a").status()).isEqualTo(503);
        service.answers(200, "");
        assertThat(get("/", "a").passed()).isTrue();
    }

    @Test
    void one_asks_for_all_that_ask_the_same() throws Exception {
        DecisionCache cache = new DecisionCache(
                new Config.Cache(true, java.time.Duration.ofHours(1), java.time.Duration.ofHours(1), 65_536));
        Answer allowed =
                new Answer(new Decision.Allowed(io.github.kongjava.pdk.Headers.EMPTY), java.time.Duration.ofHours(1));
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        long deadline = System.nanoTime() + java.time.Duration.ofMinutes(1).toNanos();
        Asking asking = () -> {
            asked.countDown();
            return answer.join();
        };
        CompletableFuture<Decision> first = decided(cache, deadline, asking);
        asked.await();

        // Another whose time is over does not wait for the first.
        Answer late = Answer.undecided("too late");
        assertThat(cache.decide("key", System.nanoTime() - 1, () -> late)).isEqualTo(late.decision());

        List<CompletableFuture<Decision>> others = IntStream.range(0, 5)
                .mapToObj(i -> decided(cache, deadline, () -> {
                    throw new IllegalStateException("asked twice");
                }))
                .toList();
        answer.complete(allowed);

        assertThat(first.get()).isEqualTo(allowed.decision());
        for (CompletableFuture<Decision> other : others) {
            assertThat(other.get()).isEqualTo(allowed.decision());
        }
    }

    private static CompletableFuture<Decision> decided(DecisionCache cache, long deadline, Asking asking) {
        CompletableFuture<Decision> decision = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        decision.complete(cache.decide("key", deadline, asking));
                    } catch (InterruptedException | RuntimeException e) {
                        decision.completeExceptionally(e);
                    }
                },
                "caller of the test");
        thread.setDaemon(true);
        thread.start();
        return decision;
    }
}
