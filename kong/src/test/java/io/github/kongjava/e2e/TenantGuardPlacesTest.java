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
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many requests of tenants are on their way at once, however they end. */
@OnSharedKong
final class TenantGuardPlacesTest extends TenantGuardCase {

    TenantGuardPlacesTest(Gateway gateway) {
        super(gateway);
    }

    private Plugin oneAtATime(int lease) {
        return guard(Map.of("lease", lease, "tenants", List.of(Map.of("name", "acme", "concurrent", 1))));
    }

    private void endsEachTime(int status) throws Exception {
        for (int i = 0; i < 10; i++) {
            Await.until("the request before has ended", () -> {
                Answer answer = get("acme");
                boolean tooEarly = answer.text().contains("too many requests are on their way");
                assertThat(tooEarly ? 429 : status).as(answer.toString()).isEqualTo(answer.status());
                return !tooEarly;
            });
        }
    }

    @Test
    void a_request_gives_its_place_back_however_it_ends() throws Exception {
        declare(oneAtATime(300_000));
        endsEachTime(200);
        gateway.declare(to("http://127.0.0.1:1", oneAtATime(300_000)));
        endsEachTime(502);
        declare(oneAtATime(300_000), plugin("request-termination", Map.of("status_code", 418)));
        endsEachTime(418);
        declare(oneAtATime(300_000), plugin("post-function", Map.of("access", List.of("error('it fails')"))));
        endsEachTime(500);
    }

    @Test
    void clients_that_leave_give_their_places_back() throws Exception {
        declare(oneAtATime(300_000));
        for (int i = 0; i < 5; i++) {
            CountDownLatch arrived = new CountDownLatch(1);
            service.on("/wait", request -> afterTheTest(arrived));
            Await.until("the request before has ended", () -> get("acme").status() == 200);
            Await.until("a request arrives and its client leaves", () -> leaves(arrived));
        }
        Await.until("the last one has ended", () -> get("acme").status() == 200);
    }

    private Answer afterTheTest(CountDownLatch arrived) {
        arrived.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    private boolean leaves(CountDownLatch arrived) throws Exception {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), gateway.ports().http())) {
            OutputStream out = client.getOutputStream();
            out.write(
                    "GET /guarded/wait HTTP/1.1\r\nHost: a\r\nX-Org: acme\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return arrived.await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_request_of_whose_end_kong_says_nothing_gives_its_place_back_when_its_lease_is_over() throws Exception {
        declare(oneAtATime(1_000));
        CountDownLatch arrived = new CountDownLatch(1);
        service.on("/wait", request -> afterTheTest(arrived));
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.send(Request.get("/guarded/wait").with("x-org", "acme"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();

        Await.until("the lease is over", () -> get("acme").status() == 200);

        assertThat(first).isNotDone();
        over.countDown();
        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        Await.until("the last one has ended", () -> get("acme").status() == 200);
    }

    @Test
    void a_noisy_tenant_does_not_starve_others_of_the_places() throws Exception {
        declare(guard(Map.of("overall", Map.of("concurrent", 20))));
        service.on("/slow", request -> slowAnswer());
        try (Traffic noise = Traffic.endless(50, gateway.ports().http(), new Requests("/guarded/slow", "noisy"))) {
            Await.until("the noisy one is refused", () -> get("noisy").status() == 429);
            Await.until("the quiet one is known to ask", () -> get("quiet").status() == 200);
            for (int i = 0; i < 50; i++) {
                isOf("quiet", get("quiet"));
            }
            assertThat(noise.end()).containsKeys("200", "429");
        }
    }

    private Answer slowAnswer() {
        try {
            over.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }
}
