package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plugin in a gateway, in both protocols. */
class CircuitBreakerPluginTest {

    private static final String SMALL =
            "\"breaker\": {\"window_size\": 4, \"minimum_calls\": 4, \"open_for\": 300000, \"open_jitter\": 0}";

    private TestGateway gateway = TestGateway.of();

    /** Names the tenant, as a plugin before the breaker does. */
    @KongPlugin(name = "names-tenant", priority = 500)
    public static final class NamesTenant implements AccessPhase {

        @Override
        public void access(Kong kong) {
            kong.request()
                    .header("x-tenant")
                    .ifPresent(name -> kong.ctx().shared().set("tenant", name));
        }
    }

    /** Answers requests itself, as a plugin after the breaker does. */
    @KongPlugin(name = "answers", priority = 10)
    public static final class Answers implements AccessPhase {

        @Override
        public void access(Kong kong) {
            throw kong.response().exit(503);
        }
    }

    /** Ends requests as Kong does when its name server fails: it has begun to look for the address, and gives up with a 500. */
    @KongPlugin(name = "name-server-fails", priority = 10)
    public static final class NameServerFails implements AccessPhase {

        @Override
        public void access(Kong kong) {
            kong.nginx().ctx().set("KONG_UPSTREAM_DNS_START", 1);
            throw kong.response().exit(500);
        }
    }

    /** Ends requests as Kong does when the client leaves so many milliseconds after they went to the service. */
    @KongPlugin(name = "client-leaves", priority = 10)
    public static final class ClientLeaves implements AccessPhase {

        @Override
        public void access(Kong kong) {
            kong.request().header("x-leaves-after").ifPresent(millis -> {
                kong.nginx().ctx().set("KONG_BALANCER_ENDED_AT", 1);
                kong.nginx().ctx().set("KONG_WAITING_TIME", Integer.parseInt(millis));
            });
            throw kong.response().exit(499);
        }
    }

    /** Ends requests as Kong does when an answer that was to be buffered breaks off. */
    @KongPlugin(name = "breaks-off", priority = 10)
    public static final class BreaksOff implements AccessPhase {

        @Override
        public void access(Kong kong) {
            kong.nginx().ctx().set("KONG_PROXIED", true);
            throw kong.response().exit(200, "{\"message\": \"The upstream server responded with 200\"}");
        }
    }

    /** Ends requests as a plugin that exits in header_filter does. */
    @KongPlugin(name = "answers-late", priority = 10)
    public static final class AnswersLate implements AccessPhase {

        @Override
        public void access(Kong kong) {
            kong.nginx().ctx().set("KONG_PROXIED", true);
            kong.nginx().ctx().set("response_body", "{}");
            throw kong.response().exit(503);
        }
    }

    /** Buffers answers, and replaces those that ask for it. */
    @KongPlugin(name = "replaces", priority = 10)
    public static final class Replaces implements ResponsePhase {

        @Override
        public void response(Kong kong) {
            if (kong.response().status() == 200) {
                throw kong.response().exit(502);
            }
            kong.response().setStatus(404);
        }
    }

    private void start(Protocol protocol, String config) {
        gateway.close();
        gateway = TestGateway.of(
                protocol,
                CircuitBreakerPlugin.class,
                NamesTenant.class,
                Answers.class,
                NameServerFails.class,
                ClientLeaves.class,
                BreaksOff.class,
                AnswersLate.class,
                Replaces.class);
        gateway.configure("circuit-breaker", "{" + config + "}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private TestAnswer get(Header... headers) {
        return gateway.get("/", headers);
    }

    private void upstreamAnswers(int status) {
        gateway.upstream(request -> UpstreamResponse.of(status, List.of(), new byte[0]));
    }

    private void upstreamFails(IOException failure) {
        gateway.upstream(request -> {
            throw failure;
        });
    }

    private void isOpenAfterFourRequests() {
        for (int i = 0; i < 4; i++) {
            assertThat(get().status()).isGreaterThanOrEqualTo(500);
        }
        upstreamAnswers(200);
        TestAnswer refused = get();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.passed()).isFalse();
    }

    private void isStillClosedAfterManyRequests() {
        for (int i = 0; i < 10; i++) {
            get();
        }
        upstreamAnswers(200);
        assertThat(get().passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_service_that_fails_gets_no_more_requests_and_clients_learn_when_to_come_again(Protocol protocol) {
        start(protocol, SMALL);
        upstreamAnswers(500);

        isOpenAfterFourRequests();

        TestAnswer refused = get();
        assertThat(refused.header("retry-after")).contains("300");
        assertThat(refused.header("content-type")).contains("application/problem+json");
        assertThat(refused.body()).contains("\"status\":503", "the circuit breaker is open");
        assertThat(gateway.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_service_that_cannot_be_reached_fails(Protocol protocol) {
        start(protocol, SMALL);
        upstreamFails(new ConnectException("refused"));
        isOpenAfterFourRequests();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_service_that_does_not_answer_fails(Protocol protocol) {
        start(protocol, SMALL);
        upstreamFails(new SocketTimeoutException("late"));
        isOpenAfterFourRequests();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_service_whose_name_is_unknown_fails_though_kong_calls_it_an_exit(Protocol protocol) {
        start(protocol, SMALL);
        upstreamFails(new UnknownHostException("upstream.test"));
        isOpenAfterFourRequests();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_service_whose_name_server_does_not_answer_fails_though_kong_calls_it_an_exit_with_500(Protocol protocol) {
        start(protocol, SMALL);
        gateway.configure("name-server-fails", "{}");
        for (int i = 0; i < 4; i++) {
            assertThat(get().status()).isEqualTo(500);
        }
        assertThat(get().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void where_answers_are_buffered_kong_calls_a_missing_one_an_exit_too(Protocol protocol) {
        start(protocol, SMALL);
        gateway.configure("replaces", "{}");
        upstreamAnswers(200);
        for (int i = 0; i < 10; i++) {
            assertThat(get().status()).isEqualTo(502);
            assertThat(get().passed()).as("that of a plugin does not count").isTrue();
        }
        upstreamFails(new ConnectException("refused"));
        isOpenAfterFourRequests();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void where_answers_are_buffered_the_service_s_own_status_counts(Protocol protocol) {
        start(protocol, SMALL);
        gateway.configure("replaces", "{}");
        upstreamAnswers(500);
        for (int i = 0; i < 4; i++) {
            assertThat(get().status()).isEqualTo(404);
        }
        assertThat(get().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void statuses_that_are_not_named_are_no_failures(Protocol protocol) {
        start(protocol, SMALL + ", \"failures\": {\"statuses\": [502], \"kong_errors\": false}");
        upstreamAnswers(500);
        isStillClosedAfterManyRequests();
        upstreamFails(new ConnectException("refused"));
        isStillClosedAfterManyRequests();
        upstreamAnswers(499);
        isStillClosedAfterManyRequests();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void answers_of_later_plugins_say_nothing_of_the_service(Protocol protocol) {
        start(protocol, SMALL + ", \"concurrency\": {\"max\": 1}");
        gateway.configure("answers", "{}");
        for (int i = 0; i < 10; i++) {
            assertThat(get().passed()).isFalse();
        }
        gateway.disable("answers");
        assertThat(get().passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void an_answer_of_a_plugin_in_place_of_the_service_s_says_nothing_either(Protocol protocol) {
        start(protocol, SMALL + ", \"concurrency\": {\"max\": 1}");
        gateway.configure("answers-late", "{}");
        for (int i = 0; i < 10; i++) {
            assertThat(get().body()).doesNotContain("circuit breaker", "on their way");
        }
        gateway.disable("answers-late");
        assertThat(get().passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void an_answer_that_breaks_off_before_it_is_buffered_is_a_failure_whatever_its_status(Protocol protocol) {
        start(protocol, SMALL);
        gateway.configure("breaks-off", "{}");
        for (int i = 0; i < 4; i++) {
            assertThat(get().status()).isEqualTo(200);
        }
        assertThat(get().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void clients_that_leave_a_service_which_has_not_answered_yet_find_it_slow_if_that_was_late(Protocol protocol) {
        start(protocol, SMALL.replace("}", ", \"slow_after\": 2000, \"slow_rate\": 50}"));
        gateway.configure("client-leaves", "{}");
        for (int i = 0; i < 10; i++) {
            assertThat(get().status()).as("before it got there").isEqualTo(499);
            assertThat(get(new Header("x-leaves-after", "1999")).status())
                    .as("early")
                    .isEqualTo(499);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(get(new Header("x-leaves-after", "2000")).status()).isEqualTo(499);
        }
        assertThat(get().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void the_state_outlives_changes_of_what_does_not_shape_it(Protocol protocol) {
        start(protocol, SMALL);
        upstreamAnswers(500);
        isOpenAfterFourRequests();

        gateway.configure(
                "circuit-breaker",
                "{" + SMALL + ", \"answer\": {\"body\": \"closed for today\", \"content_type\": \"text/plain\"}}");
        TestAnswer refused = get();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("closed for today");
        assertThat(refused.header("content-type")).contains("text/plain");

        gateway.configure("circuit-breaker", "{" + SMALL.replace("300000", "299000") + "}");
        assertThat(get().passed()).as("other settings begin anew").isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void after_the_open_time_trials_pass_and_close_it(Protocol protocol) {
        start(
                protocol,
                "\"breaker\": {\"window_size\": 4, \"minimum_calls\": 4, \"open_for\": 1, \"open_max\": 1, \"trials\": 2}");
        upstreamAnswers(500);
        for (int i = 0; i < 4; i++) {
            get();
        }
        upstreamAnswers(200);

        await(() -> get().passed());
        for (int i = 0; i < 10; i++) {
            assertThat(get().passed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void refused_requests_go_to_another_upstream_if_kong_knows_it(Protocol protocol) {
        start(protocol, "\"mode\": \"open\", \"fallback_upstream\": \"spare\"");
        TestAnswer unknown = get();
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.header("retry-after")).as("as if it had just opened").contains("10");

        gateway.upstreams("spare");

        assertThat(get().upstream().orElseThrow().host()).isEqualTo("spare");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void what_another_upstream_answers_is_not_counted(Protocol protocol) throws Exception {
        start(protocol, SMALL + ", \"concurrency\": {\"max\": 1}, \"fallback_upstream\": \"spare\"");
        gateway.upstreams("spare");
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        gateway.upstream(request -> {
            if (request.host().equals("spare")) {
                return UpstreamResponse.of(500, List.of(), new byte[0]);
            }
            arrived.countDown();
            awaitLatch(answered);
            return UpstreamResponse.of(200, List.of(), new byte[0]);
        });
        CompletableFuture<TestAnswer> first = CompletableFuture.supplyAsync(this::get, this::inThread);
        awaitLatch(arrived);

        for (int i = 0; i < 10; i++) {
            assertThat(get().status()).isEqualTo(500);
        }
        answered.countDown();

        assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        await(() -> get().status() == 200);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void hundreds_at_once_open_it_try_the_service_in_trials_and_close_it(Protocol protocol) throws Exception {
        start(
                protocol,
                "\"breaker\": {\"window_size\": 4, \"minimum_calls\": 4, \"open_for\": 1, \"open_max\": 1, \"trials\": 3,"
                        + " \"open_jitter\": 0}");
        upstreamAnswers(500);
        for (int i = 0; i < 4; i++) {
            get();
        }
        AtomicInteger onTheirWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(1);
        gateway.upstream(request -> {
            most.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
            awaitLatch(answered);
            return UpstreamResponse.of(200, List.of(), new byte[0]);
        });
        List<CompletableFuture<TestAnswer>> clients = new ArrayList<>();
        CountDownLatch refused = new CountDownLatch(197);
        for (int i = 0; i < 200; i++) {
            clients.add(CompletableFuture.supplyAsync(() -> getUntilKnown(refused), this::inThread));
        }
        awaitLatch(refused);
        assertThat(most).as("no more than the trials").hasValue(3);
        answered.countDown();

        long passed = 0;
        for (CompletableFuture<TestAnswer> client : clients) {
            passed += client.get(1, TimeUnit.MINUTES).passed() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(3);
        await(() -> get().passed());
        for (int i = 0; i < 20; i++) {
            assertThat(get().passed()).as("closed").isTrue();
        }
    }

    private TestAnswer getUntilKnown(CountDownLatch refused) {
        TestAnswer answer = get();
        if (!answer.passed()) {
            refused.countDown();
        }
        return answer;
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void modes_are_forced(Protocol protocol) {
        start(protocol, SMALL + ", \"mode\": \"open\"");
        assertThat(get().status()).isEqualTo(503);

        upstreamAnswers(500);
        gateway.configure("circuit-breaker", "{" + SMALL + ", \"mode\": \"closed\"}");
        for (int i = 0; i < 10; i++) {
            assertThat(get().passed()).isTrue();
        }
        gateway.configure("circuit-breaker", "{" + SMALL + ", \"mode\": \"metrics_only\"}");
        for (int i = 0; i < 10; i++) {
            assertThat(get().passed()).isTrue();
        }
        assertThat(get().log().toString()).contains("would refuse, service test-service: the circuit breaker is open");
        gateway.configure("circuit-breaker", "{" + SMALL + "}");
        assertThat(get().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void each_tenant_has_a_breaker_and_what_is_no_name_has_that_of_the_service(Protocol protocol) {
        start(protocol, SMALL + ", \"scope\": \"tenant\"");
        gateway.configure("names-tenant", "{}");
        upstreamAnswers(500);
        for (int i = 0; i < 4; i++) {
            get(new Header("x-tenant", "acme"));
            get(new Header("x-tenant", "two words " + i));
        }
        upstreamAnswers(200);

        assertThat(get(new Header("x-tenant", "acme")).passed()).isFalse();
        assertThat(get(new Header("x-tenant", "umbrella")).passed()).isTrue();
        assertThat(get().passed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void host_upstream_and_route_have_breakers_of_their_own(Protocol protocol) {
        start(protocol, SMALL + ", \"scope\": \"host\"");
        upstreamAnswers(500);
        isOpenAfterFourRequests();
        assertThat(get().log().toString()).contains("host upstream.test:80");

        upstreamAnswers(500);
        gateway.configure("circuit-breaker", "{" + SMALL + ", \"scope\": \"upstream\"}");
        isOpenAfterFourRequests();
        assertThat(get().log().toString()).contains("upstream upstream.test: the");

        upstreamAnswers(500);
        gateway.configure("circuit-breaker", "{" + SMALL + ", \"scope\": \"route\"}");
        isOpenAfterFourRequests();
        assertThat(get().log().toString()).contains("route test-route");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void no_more_requests_are_on_their_way_than_may_be(Protocol protocol) throws Exception {
        start(protocol, SMALL + ", \"concurrency\": {\"max\": 2}");
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch answered = new CountDownLatch(1);
        gateway.upstream(request -> {
            arrived.countDown();
            awaitLatch(answered);
            return UpstreamResponse.of(200, List.of(), new byte[0]);
        });
        CompletableFuture<TestAnswer> first = CompletableFuture.supplyAsync(this::get, this::inThread);
        CompletableFuture<TestAnswer> second = CompletableFuture.supplyAsync(this::get, this::inThread);
        awaitLatch(arrived);

        TestAnswer third = get();
        answered.countDown();

        assertThat(third.status()).isEqualTo(503);
        assertThat(third.header("retry-after")).contains("1");
        assertThat(first.get(1, TimeUnit.MINUTES).passed()).isTrue();
        assertThat(second.get(1, TimeUnit.MINUTES).passed()).isTrue();
        await(() -> get().passed());
    }

    private void inThread(Runnable work) {
        Thread thread = new Thread(work, "client of the test");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
