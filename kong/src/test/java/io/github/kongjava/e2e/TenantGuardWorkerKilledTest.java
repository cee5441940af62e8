package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that dies says nothing of its requests' ends. */
@OnOwnKong
final class TenantGuardWorkerKilledTest {

    /** Worker 0 has the plugin server as its child, and all that is counted would go with it. */
    private static final String OTHER_WORKER = "1";

    private final Gateway gateway;
    private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    TenantGuardWorkerKilledTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @AfterEach
    void stop() {
        over.countDown();
    }

    @Test
    void the_place_of_a_request_whose_worker_was_killed_is_given_away_after_its_lease() throws Exception {
        gateway.declare(gateway.declaration().route("guarded", telling(), guard()));
        long server = gateway.awaitServer().path("Pid").asLong();
        gateway.upstream().on("/wait", this::hold);
        Traffic.Script waiting = new Waiting();
        try (Traffic first = Traffic.endless(1, gateway.ports().http(), waiting)) {
            String[] worker = heldBy(OTHER_WORKER);
            assertThat(gateway.get("/guarded").status())
                    .as("its place is taken")
                    .isEqualTo(429);

            gateway.kong().signal("KILL", Long.parseLong(worker[1]));
            first.end();

            Await.until("the lease is over", () -> gateway.get("/guarded").status() == 200);
            assertThat(gateway.awaitServer().path("Pid").asLong())
                    .as("the same server")
                    .isEqualTo(server);
        }
    }

    /** Requests that another worker has are answered at once, so that the next may come to the wanted one. */
    private String[] heldBy(String wanted) throws Exception {
        while (true) {
            Request request = arrived.poll(1, TimeUnit.MINUTES);
            assertThat(request).as("a request comes to worker " + wanted).isNotNull();
            String[] worker = request.headers().first("x-worker").orElseThrow().split(" ", -1);
            if (worker[0].equals(wanted)) {
                return worker;
            }
        }
    }

    private Answer hold(Request request) {
        arrived.add(request);
        if (request.headers().first("x-worker").orElseThrow().startsWith(OTHER_WORKER)) {
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Answer(200, HeaderLines.NONE.with("Connection", "close"), new byte[0]);
    }

    private static Plugin telling() {
        return plugin(
                "pre-function",
                Map.of(
                        "access",
                        List.of(
                                "kong.service.request.set_header('x-worker', ngx.worker.id() .. ' ' .. ngx.worker.pid())")));
    }

    private static Plugin guard() {
        return plugin(
                "tenant-guard",
                Map.of(
                        "sources",
                        List.of(Map.of("kind", "context", "name", "none")),
                        "default_tenant",
                        "guests",
                        "tenants",
                        List.of(Map.of("name", "guests", "concurrent", 1)),
                        "lease",
                        2_000));
    }

    private static final class Waiting implements Traffic.Script {

        @Override
        public Request request(long number) {
            return Request.get("/guarded/wait").with("Connection", "close");
        }

        @Override
        public String verdict(long number, Answer answer) {
            return Integer.toString(answer.status());
        }
    }
}
