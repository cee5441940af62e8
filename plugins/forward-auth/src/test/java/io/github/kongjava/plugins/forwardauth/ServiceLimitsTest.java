package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.support.BoundedHttp;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is asked of a service, and for how long. */
class ServiceLimitsTest {

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);
    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answered.countDown();
        gateway.close();
        service.close();
    }

    private void configure(String more) {
        gateway.configure("forward-auth", "{\"service_url\": \"" + service.url() + "\"" + more + "}");
    }

    private TestAnswer ask() {
        return gateway.get("/", new Header("Host", "h"));
    }

    private CompletableFuture<TestAnswer> askMeanwhile() {
        CompletableFuture<TestAnswer> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(ask()), "client of the test");
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void answersWhenToldTo() {
        service.behaves((got, connection, out) -> {
            await(answered);
            TestService.write(out, TestService.answer(200, ""));
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void no_more_exchanges_run_at_once_than_configured_and_the_others_have_no_decision() throws Exception {
        configure(", \"timeout\": 20000, \"max_concurrent\": 1, \"breaker\": {\"minimum_calls\": 1}");
        answersWhenToldTo();
        CompletableFuture<TestAnswer> first = askMeanwhile();
        await(() -> service.got().size() == 1);

        TestAnswer second = ask();
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.log().toString()).contains("all 1 exchanges at once are taken");

        answered.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).passed()).isTrue();
        assertThat(ask().passed())
                .as("neither is the place lost nor the breaker open")
                .isTrue();
    }

    @Test
    void one_who_is_interrupted_gives_the_exchange_up_and_says_nothing_of_the_service() throws Exception {
        configure(", \"timeout\": 20000, \"max_concurrent\": 1, \"breaker\": {\"minimum_calls\": 1}");
        CountDownLatch closed = new CountDownLatch(1);
        service.behaves((got, connection, out) -> {
            connection.getInputStream().read();
            closed.countDown();
        });
        CompletableFuture<TestAnswer> first = askMeanwhile();
        await(() -> service.got().size() == 1 && waiting().isPresent());

        waiting().orElseThrow().interrupt();

        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(503);
        assertThat(first.get().passed()).isFalse();
        assertThat(closed.await(1, TimeUnit.MINUTES)).isTrue();
        service.answers(200, "");
        assertThat(ask().passed())
                .as("neither is the place lost nor the breaker open")
                .isTrue();
    }

    /** The server's thread that waits for an answer of the service. */
    private static Optional<Thread> waiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(BoundedHttp.class.getName())))
                .map(Map.Entry::getKey)
                .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                .findFirst();
    }

    @Test
    void all_attempts_together_have_the_timeout() {
        configure(", \"timeout\": 500, \"retries\": 5");
        service.behaves((got, connection, out) -> {
            pause();
            TestService.write(out, TestService.answer(502, ""));
        });

        assertThat(ask().status()).isEqualTo(503);
        assertThat(service.got().size())
                .as("attempts that begin within the timeout")
                .isBetween(1, 3);
    }

    /** At least a fifth of a second. */
    private void pause() {
        try {
            assertThat(answered.await(200, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_service_that_recovers_is_asked_again_first_once_and_then_always() {
        configure(", \"timeout\": 20000, \"retries\": 0, \"breaker\": {\"minimum_calls\": 2, \"open_for\": 50}");
        service.answers(500, "");
        assertThat(ask().status()).isEqualTo(503);
        assertThat(ask().status()).isEqualTo(503);
        assertThat(service.got()).hasSize(2);

        await(() ->
                ask().log().toString().contains("no decision") && service.got().size() == 3);
        assertThat(ask().log().toString())
                .as("the one that was let through failed, too")
                .containsAnyOf("the circuit breaker is open", "status 500");

        service.answers(200, "");
        await(() -> ask().passed());
        assertThat(ask().passed()).isTrue();
        assertThat(ask().passed()).isTrue();
    }

    @Test
    void half_open_one_request_alone_is_let_through() throws Exception {
        configure(", \"timeout\": 20000, \"retries\": 0, \"breaker\": {\"minimum_calls\": 1, \"open_for\": 50}");
        service.answers(500, "");
        assertThat(ask().status()).isEqualTo(503);
        answersWhenToldTo();
        CompletableFuture<TestAnswer> first = new CompletableFuture<>();
        Thread client = new Thread(
                () -> {
                    TestAnswer answer = ask();
                    while (!answer.passed()) {
                        answer = ask();
                    }
                    first.complete(answer);
                },
                "client of the test");
        client.setDaemon(true);
        client.start();
        await(() -> service.got().size() == 2);

        assertThat(ask().log().toString()).contains("the circuit breaker is open");

        answered.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).passed()).isTrue();
        assertThat(ask().passed()).isTrue();
    }
}
