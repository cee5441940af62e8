package io.github.kongjava.plugins.tenantguard.redis;

import static io.github.kongjava.plugins.tenantguard.Tenants.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.plugins.tenantguard.TenantGuard;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with a Redis, in turns of both protocols. Nobody passes uncounted, and it counts again by itself. */
class RedisFailuresTest {

    private static final Logger LOG = Logger.getLogger("tenant-guard");

    private final ExecutorService clients = Executors.newFixedThreadPool(50);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path directory;

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void stop() throws Exception {
        LOG.removeHandler(handler);
        clients.shutdownNow();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private RedisServer redis(String... options) {
        RedisServer server = RedisServer.running(options);
        open.add(server);
        return server;
    }

    private TestGateway gateway(Protocol protocol, int port, String settings, String limits) {
        TestGateway gateway = TestGateway.of(protocol, TenantGuard.class);
        open.add(0, gateway);
        gateway.configure(
                "tenant-guard",
                "{\"sources\": [{\"kind\": \"header\", \"name\": \"x-org\", \"trusted\": [\"127.0.0.1\"]}],"
                        + " \"allow_unknown\": true, \"redis\": {\"host\": \"127.0.0.1\", \"port\": " + port + ", "
                        + settings + "}, " + limits + "}");
        return gateway;
    }

    private static String month(int requests) {
        return "\"plans\": [{\"name\": \"basic\", \"limits\": [{\"kind\": \"month\", \"requests\": " + requests
                + "}]}], \"default_plan\": \"basic\"";
    }

    private static String denying(int millis) {
        return "\"on_redis_error\": \"deny\", \"timeout\": " + millis;
    }

    private static TestAnswer get(TestGateway gateway) {
        return gateway.get("/", new Header("x-org", "acme"));
    }

    private static int passing(TestGateway gateway, int requests) {
        return (int) Stream.generate(() -> get(gateway))
                .limit(requests)
                .filter(TestAnswer::passed)
                .count();
    }

    private static List<TestAnswer> all(List<Future<TestAnswer>> answers) throws Exception {
        List<TestAnswer> all = new ArrayList<>();
        for (Future<TestAnswer> answer : answers) {
            all.add(answer.get(1, TimeUnit.MINUTES));
        }
        return all;
    }

    private List<TestAnswer> atOnce(TestGateway gateway, int requests) throws Exception {
        List<Future<TestAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(clients.submit(() -> get(gateway)));
        }
        return all(answers);
    }

    private void refusesUntil(TestGateway gateway, String reason, Runnable mended) {
        assertThat(get(gateway).status()).isEqualTo(503);
        assertThat(get(gateway).passed()).isFalse();
        assertThat(lines).singleElement().asString().contains("cannot be asked", reason);
        mended.run();
        await(() -> get(gateway).passed());
        assertThat(lines).last().asString().contains("answers again");
        assertThat(gateway.failures()).isEmpty();
    }

    @Test
    void a_replica_that_only_reads() {
        RedisServer redis = redis();
        TestGateway gateway = gateway(Protocol.PROTOBUF, redis.port(), denying(5_000), month(1_000));
        redis.run("REPLICAOF", "127.0.0.1", "1");

        refusesUntil(gateway, "READONLY", () -> redis.run("REPLICAOF", "NO", "ONE"));
    }

    @Test
    void a_memory_that_is_full() {
        RedisServer redis = redis();
        TestGateway gateway = gateway(Protocol.MSGPACK, redis.port(), denying(5_000), month(1_000));
        redis.run("CONFIG", "SET", "maxmemory", "1");

        refusesUntil(gateway, "OOM", () -> redis.run("CONFIG", "SET", "maxmemory", "0"));
    }

    @Test
    void a_redis_that_was_not_there_when_the_gateway_began() {
        RedisServer redis = redis();
        redis.kill();
        TestGateway gateway = gateway(Protocol.PROTOBUF, redis.port(), denying(5_000), month(1_000));

        refusesUntil(gateway, "refused", redis::start);
    }

    @Test
    void a_password_that_changed_and_is_told_to_nobody() {
        RedisServer redis = redis();
        redis.run("CONFIG", "SET", "requirepass", "other");
        TestGateway gateway =
                gateway(Protocol.MSGPACK, redis.port(), denying(5_000) + ", \"password\": \"sesame\"", month(1_000));

        assertThat(get(gateway).status()).isEqualTo(503);

        assertThat(lines).singleElement().asString().contains("WRONGPASS").doesNotContain("sesame");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_redis_that_hangs_delays_those_that_asked_it_and_nobody_else(Protocol protocol) throws Exception {
        RedisServer redis = redis();
        TestGateway gateway = gateway(protocol, redis.port(), denying(500), month(100_000));
        assertThat(get(gateway).passed()).isTrue();
        redis.signal("STOP");

        // Were each to wait, these would be minutes.
        assertThat(atOnce(gateway, 2_000)).allMatch(answer -> answer.status() == 503);

        redis.signal("CONT");
        await(() -> get(gateway).passed());
        assertThat(atOnce(gateway, 200)).allMatch(TestAnswer::passed);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_restart_between_two_requests_costs_none(Protocol protocol) throws Exception {
        RedisServer redis = redis();
        TestGateway gateway = gateway(protocol, redis.port(), denying(5_000), month(1_000));
        assertThat(atOnce(gateway, 100)).allMatch(TestAnswer::passed);

        redis.kill();
        redis.start();

        assertThat(passing(gateway, 50))
                .as("connections of before are not used")
                .isEqualTo(50);
        assertThat(lines).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_redis_that_forgot_the_script_counts_on(Protocol protocol) {
        RedisServer redis = redis();
        TestGateway gateway = gateway(protocol, redis.port(), denying(5_000), month(8));
        assertThat(passing(gateway, 5)).isEqualTo(5);

        redis.run("SCRIPT", "FLUSH");

        assertThat(passing(gateway, 5)).isEqualTo(3);
        assertThat(lines).isEmpty();
    }

    @Test
    void what_was_counted_here_meanwhile_is_not_counted_there() {
        RedisServer redis = redis();
        TestGateway gateway =
                gateway(Protocol.PROTOBUF, redis.port(), "\"timeout\": 5000, \"local_share\": 30", month(10));
        assertThat(passing(gateway, 4)).isEqualTo(4);
        redis.run("CONFIG", "SET", "maxmemory", "1");
        assertThat(passing(gateway, 20)).as("a share of its own").isEqualTo(3);

        redis.run("CONFIG", "SET", "maxmemory", "0");

        await(() -> get(gateway).header("x-ratelimit-limit").equals(java.util.Optional.of("10")) && lines.size() == 2);
        assertThat(passing(gateway, 20)).isLessThanOrEqualTo(5);
        assertThat(get(gateway).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-LOADING Redis is loading the dataset in memory\r\n",
                "-MOVED 3999 127.0.0.1:6381\r\n",
                "-CLUSTERDOWN Hash slot not served\r\n",
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
                "+OK\r\n",
                "$-1\r\n",
                ":x\r\n",
                "*x\r\n",
                "*3\r\n:1\r\n:0\r\n:5\r\n",
                "*5\r\n:1\r\n:0\r\n$1\r\n5\r\n:0\r\n:0\r\n",
                "",
            })
    void an_answer_that_makes_no_sense_lets_nobody_pass(String answer) throws Exception {
        ScriptedServer server = ScriptedServer.answering(answer);
        open.add(server);
        TestGateway gateway = gateway(Protocol.PROTOBUF, server.port(), denying(5_000), month(1_000));

        assertThat(passing(gateway, 5)).isZero();

        assertThat(get(gateway).status()).isEqualTo(503);
        assertThat(lines).singleElement().asString().contains("cannot be asked");
        assertThat(gateway.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void in_a_cluster_all_that_is_counted_together_is_in_one_slot(Protocol protocol) {
        RedisServer redis = RedisServer.cluster(directory, 1).get(0);
        open.add(redis);
        String overall = "\"overall\": {\"limits\": [{\"kind\": \"day\", \"requests\": 100}, {\"requests\": 100}]}, ";
        TestGateway gateway = gateway(protocol, redis.port(), denying(5_000), overall + month(3));

        assertThat(passing(gateway, 10)).isEqualTo(3);
        assertThat(lines).isEmpty();
    }

    @Test
    void by_tls_it_is_asked_only_with_a_certificate_of_a_trusted_authority() throws Exception {
        TestCertificate own = TestCertificate.of(directory, "own");
        TestCertificate other = TestCertificate.of(directory, "other");
        RedisServer redis = redis(
                "--tls-port",
                "0",
                "--tls-cert-file",
                own.certificate().toString(),
                "--tls-key-file",
                own.key().toString(),
                "--tls-auth-clients",
                "no");
        int port = RedisServer.freePort();
        redis.run("CONFIG", "SET", "tls-ca-cert-file", own.certificate().toString());
        redis.run("CONFIG", "SET", "tls-port", Integer.toString(port));
        String tls = ", \"tls\": true";

        TestGateway trusting = gateway(
                Protocol.PROTOBUF,
                port,
                denying(5_000) + tls + ", \"ca_certificates\": \"" + own.json() + "\"",
                month(2));
        assertThat(passing(trusting, 5)).isEqualTo(2);
        for (String authorities : List.of("", ", \"ca_certificates\": \"" + other.json() + "\"")) {
            TestGateway gateway = gateway(Protocol.MSGPACK, port, denying(5_000) + tls + authorities, month(2));
            assertThat(get(gateway).status()).isEqualTo(503);
        }
        assertThat(lines).allMatch(line -> line.contains("certification path")).hasSize(2);
    }
}
