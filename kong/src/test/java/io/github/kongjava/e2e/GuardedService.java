package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInfo;

/** A service behind circuit-breaker, at {@code /guarded}. Each test's has a name, and so a breaker, of its own. */
final class GuardedService implements AutoCloseable {

    /** A breaker that four calls open, for longer than any test runs. */
    static final Map<String, ?> FOUR_CALLS =
            Map.of("window_size", 4, "minimum_calls", 4, "open_for", 300_000, "open_jitter", 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway;
    private final String name;
    private final CountDownLatch over = new CountDownLatch(1);
    private EchoUpstream upstream;
    private int timeout = 300;

    GuardedService(Gateway gateway, TestInfo test) throws IOException {
        this.gateway = gateway;
        name = test.getTestMethod().orElseThrow().getName().replace('_', '-');
        upstream = EchoUpstream.start();
    }

    /** The plugin, with the breaker of four calls unless there is another. */
    static Plugin breaker(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent("breaker", FOUR_CALLS);
        return plugin("circuit-breaker", config);
    }

    /** With one request at a time, the next one passes when the breaker knows how the last one ended. */
    static Plugin oneAtATime() {
        return breaker(Map.of("concurrency", Map.of("max", 1)));
    }

    String name() {
        return name;
    }

    EchoUpstream upstream() {
        return upstream;
    }

    String url() {
        return "http://127.0.0.1:" + upstream.port();
    }

    /** Kong waits for its answers, and connections to it, from the next declaration on. */
    GuardedService waitedFor() {
        timeout = 60_000;
        return this;
    }

    /** A route to the service there. */
    Declaration at(String url, Plugin... plugins) {
        Declaration declaration = gateway.declaration();
        ObjectNode added = declaration.document().withArrayProperty("services").addObject();
        added.put("name", name).put("url", url).put("retries", 0);
        added.put("connect_timeout", timeout).put("read_timeout", timeout);
        ObjectNode route = added.putArray("routes").addObject();
        route.put("name", name).putArray("paths").add("/guarded");
        route.set("plugins", JSON.valueToTree(List.of(plugins)));
        return declaration;
    }

    /** A route to an upstream of Kong's, with the service and a place where nothing listens as its targets. */
    Declaration withADeadTarget(Plugin... plugins) {
        Declaration declaration = at("http://" + name + ".upstream", plugins);
        ObjectNode added = declaration.document().withArrayProperty("upstreams").addObject();
        ArrayNode targets = added.put("name", name + ".upstream").putArray("targets");
        targets.addObject().put("target", "127.0.0.1:" + upstream.port());
        targets.addObject().put("target", "127.0.0.1:1");
        return declaration;
    }

    /** Makes the route to the service, with these plugins, Kong's configuration. */
    void declare(Plugin... plugins) throws Exception {
        gateway.declare(at(url(), plugins));
    }

    void answers(int status) {
        upstream.on("/", request -> new Answer(status, HeaderLines.NONE, new byte[0]));
    }

    /** Answers with 200 when the test is over, and not before. */
    Answer afterTheTest() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    /** Answers a while later. */
    Answer after(int millis) {
        try {
            assertThat(over.await(millis, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(200, HeaderLines.NONE, new byte[0]);
    }

    /** What waits for the end of the test waits no longer. */
    void over() {
        over.countDown();
    }

    /** Listens no more. */
    void ends() throws IOException {
        upstream.close();
    }

    /** Listens again where it did before. */
    void beginsAgain() throws IOException {
        upstream = EchoUpstream.startOn(upstream.port());
    }

    Answer get() throws IOException {
        return gateway.get("/guarded");
    }

    boolean refuses() throws IOException {
        Answer answer = get();
        return answer.status() == 503 && answer.header("retry-after").isPresent();
    }

    void opensWhileKongAnswers(int status) throws Exception {
        assertThat(get().status()).isEqualTo(status);
        Await.until("the breaker opens", this::refuses);
        assertThat(get().json().path("detail").asText()).isEqualTo("the circuit breaker is open");
        assertThat(gateway.kong().errorLog()).contains("circuit-breaker: service " + name + ": open for another 300 s");
    }

    /** For a breaker with {@link #oneAtATime}. */
    void staysClosedWhileKongAnswers(int status) throws Exception {
        for (int i = 0; i < 10; i++) {
            Await.until("the request before has ended", () -> {
                Answer answer = get();
                boolean tooEarly = answer.text().contains("too many requests are on their way");
                assertThat(tooEarly || answer.status() == status)
                        .as(answer.toString())
                        .isTrue();
                assertThat(answer.text()).doesNotContain("the circuit breaker is open");
                return !tooEarly;
            });
        }
    }

    @Override
    public void close() throws IOException {
        over();
        upstream.close();
    }
}
