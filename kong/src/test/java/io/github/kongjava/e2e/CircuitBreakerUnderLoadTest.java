package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.GuardedService.breaker;
import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One breaker for all of Kong's workers, while a hundred clients ask, Kong reloads, and workers die. */
@OnOwnKong
final class CircuitBreakerUnderLoadTest extends CircuitBreakerCase {

    private static final int CLIENTS = 100;

    CircuitBreakerUnderLoadTest(Gateway gateway) {
        super(gateway);
    }

    /** What became of requests to the service. */
    private static final class Verdicts implements Traffic.Script {

        @Override
        public Request request(long number) {
            return Request.get("/guarded");
        }

        @Override
        public String verdict(long number, Answer answer) {
            return answer.status() + (answer.text().contains("the circuit breaker is open") ? " refused" : "");
        }
    }

    private Map<String, Long> send(long requests) throws InterruptedException {
        return Traffic.of(requests, CLIENTS, gateway.ports().http(), new Verdicts());
    }

    private void isOpen() throws Exception {
        long before = service.upstream().requests();
        assertThat(send(1_000)).containsExactly(Map.entry("503 refused", 1_000L));
        assertThat(service.upstream().requests()).isEqualTo(before);
    }

    @Test
    void of_a_hundred_clients_exactly_the_trials_reach_a_service_that_is_tried() throws Exception {
        Map<String, ?> soon = Map.of(
                "window_size", 4, "minimum_calls", 4, "open_for", 500, "open_max", 500, "open_jitter", 0, "trials", 3);
        service.waitedFor().declare(breaker(Map.of("breaker", soon)));
        service.answers(500);
        assertThat(send(2_000)).containsKeys("500", "503 refused");

        AtomicInteger trials = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        service.upstream().on("/", request -> {
            trials.incrementAndGet();
            return answerAfter(end);
        });
        try (Traffic traffic = Traffic.endless(CLIENTS, gateway.ports().http(), new Verdicts())) {
            Await.until("the trials are under way", () -> trials.get() >= 3);
            long before = traffic.answered();
            Await.until("others are refused", () -> traffic.answered() > before + 1_000);
            assertThat(trials).hasValue(3);
            end.countDown();
            Await.until("the breaker closes", () -> trials.get() > 1_000);
            assertThat(traffic.end()).containsOnlyKeys("200", "503 refused");
        }
    }

    @Test
    void of_two_hundred_requests_at_once_exactly_as_many_reach_the_service_as_may_be_on_their_way() throws Exception {
        service.waitedFor().declare(breaker(Map.of("concurrency", Map.of("max", 50))));
        CountDownLatch end = new CountDownLatch(1);
        service.upstream().on("/", request -> answerAfter(end));
        try (Traffic traffic = Traffic.endless(200, gateway.ports().http(), new Verdicts())) {
            Await.until(
                    "150 clients are refused, over and over",
                    () -> service.upstream().requests() >= 50 && traffic.answered() > 2_000);
            assertThat(service.upstream().requests()).isEqualTo(50);
            end.countDown();
            Await.until("all are served", () -> service.upstream().requests() > 2_000);
            assertThat(traffic.end()).containsOnlyKeys("200", "503");
        }
    }

    @Test
    void an_adaptive_limit_goes_down_to_its_minimum_while_the_service_fails_and_up_to_its_maximum_when_it_works()
            throws Exception {
        Map<String, ?> adaptive = Map.of("max", 10, "adaptive", true, "adaptive_min", 2, "adaptive_latency", 60_000);
        service.waitedFor().declare(breaker(Map.of("mode", "closed", "concurrency", adaptive)));
        try (Traffic traffic = Traffic.endless(40, gateway.ports().http(), new Verdicts())) {
            Await.until("two at once", () -> atOnce(traffic, 500) == 2);
            Await.until("ten at once", () -> atOnce(traffic, 200) == 10);
            assertThat(traffic.end()).containsOnlyKeys("200", "500", "503");
        }
    }

    /** How many requests reach the service before it answers any; then it answers hundreds. */
    private int atOnce(Traffic traffic, int status) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        service.upstream().on("/", request -> {
            arrived.incrementAndGet();
            return answerAfter(end, status);
        });
        long before = traffic.answered();
        Await.until("all others are refused", () -> traffic.answered() > before + 500);
        int all = arrived.get();
        end.countDown();
        Await.until("the service answers", () -> arrived.get() > all + 300);
        assertThat(all).isLessThanOrEqualTo(10);
        return all;
    }

    private static Answer answerAfter(CountDownLatch end) {
        return answerAfter(end, 200);
    }

    private static Answer answerAfter(CountDownLatch end, int status) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(status, HeaderLines.NONE, new byte[0]);
    }

    @Test
    void an_open_breaker_stays_open_over_changes_of_the_configuration_and_reloads_of_kong() throws Exception {
        service.declare(breaker(Map.of()));
        service.answers(500);
        service.opensWhileKongAnswers(500);

        service.declare(breaker(Map.of("answer", Map.of("body", "the circuit breaker is open, come again"))));
        isOpen();

        long before = service.upstream().requests();
        try (Traffic traffic = Traffic.endless(16, gateway.ports().http(), new Verdicts())) {
            gateway.reload();
            assertThat(traffic.end()).containsOnlyKeys("503 refused");
        }
        assertThat(service.upstream().requests()).isEqualTo(before);
        isOpen();
    }

    @Test
    void a_worker_that_dies_gives_its_permits_back_by_their_lease() throws Exception {
        service.waitedFor()
                .declare(
                        plugin(
                                "pre-function",
                                Map.of("access", List.of("ngx.req.set_header('x-worker', ngx.worker.pid())"))),
                        breaker(Map.of("concurrency", Map.of("max", 1), "lease", 1000)));
        LinkedBlockingQueue<Long> workers = new LinkedBlockingQueue<>();
        service.upstream().on("/wait", request -> {
            workers.add(Long.parseLong(request.headers().first("x-worker").orElseThrow()));
            return service.afterTheTest();
        });
        CompletableFuture<Answer> client = CompletableFuture.supplyAsync(this::waits);
        long worker = workers.take();

        gateway.kong().signal("KILL", worker);

        assertThat(client).failsWithin(Duration.ofMinutes(1));
        gateway.awaitWorkers();
        Await.until("the lease is over", () -> service.get().status() == 200);
        Await.until("the last one has ended", () -> service.get().status() == 200);
    }

    private Answer waits() {
        try {
            return gateway.get("/guarded/wait");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
