package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@OnSharedKong
record ForwardAuthServiceKilledTest(Gateway gateway) {

    private static final int KILLS = 3;
    private static final String PASSED = "passed";
    private static final String REFUSED = "refused";
    private static final String UNDECIDED = "no decision";

    @Test
    void nothing_passes_that_the_service_has_not_let_pass_while_it_dies_and_comes_back() throws Exception {
        AtomicLong allowed = new AtomicLong();
        EchoUpstream service = service(0, allowed);
        gateway.declare(gateway.declaration()
                .route(
                        "guarded",
                        plugin(
                                "forward-auth",
                                Map.of(
                                        "service_url",
                                        "http://127.0.0.1:" + service.port(),
                                        "timeout",
                                        20_000,
                                        "breaker",
                                        Map.of("open_for", 100)))));
        try (Traffic traffic = Traffic.endless(16, gateway.ports().http(), new Clients())) {
            for (int i = 0; i < KILLS; i++) {
                await(traffic, allowed);
                int port = service.port();
                service.close();
                long dead = traffic.answered();
                Await.until("requests meet a dead service", () -> traffic.answered() > dead + 200);
                service = service(port, allowed);
            }
            await(traffic, allowed);
            Map<String, Long> verdicts = traffic.end();
            System.out.println(gateway + ", service killed " + KILLS + " times: " + verdicts + ", " + allowed
                    + " let pass by the service");
            assertThat(verdicts).containsOnlyKeys(PASSED, REFUSED, UNDECIDED);
            assertThat(verdicts.get(PASSED)).isLessThanOrEqualTo(allowed.get());
        } finally {
            service.close();
        }
    }

    private static void await(Traffic traffic, AtomicLong allowed) throws Exception {
        long before = allowed.get();
        Await.until("the service decides", () -> allowed.get() > before + 200);
        long answered = traffic.answered();
        Await.until("its decisions have arrived", () -> traffic.answered() > answered + 50);
    }

    private static EchoUpstream service(int port, AtomicLong allowed) throws Exception {
        EchoUpstream service = EchoUpstream.startOn(port);
        service.on("/", request -> {
            boolean good = request.headers().all("authorization").contains("good");
            if (good) {
                allowed.incrementAndGet();
            }
            return new Answer(good ? 200 : 403, HeaderLines.NONE, new byte[0]);
        });
        return service;
    }

    /** Every other one may pass. */
    private static final class Clients implements Traffic.Script {

        @Override
        public Request request(long number) {
            return Request.get("/guarded").with("Authorization", number % 2 == 0 ? "good" : "bad");
        }

        @Override
        public String verdict(long number, Answer answer) {
            boolean passed = answer.header("x-upstream").isPresent();
            if (passed) {
                return number % 2 == 0 ? PASSED : "passed without permission";
            }
            return switch (answer.status()) {
                case 403 -> number % 2 == 0 ? "refused with permission" : REFUSED;
                case 503 -> UNDECIDED;
                default -> "answered with " + answer.status();
            };
        }
    }
}
