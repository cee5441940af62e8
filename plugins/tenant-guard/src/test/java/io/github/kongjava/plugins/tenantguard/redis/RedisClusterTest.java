package io.github.kongjava.plugins.tenantguard.redis;

import static io.github.kongjava.plugins.tenantguard.Tenants.await;
import static io.github.kongjava.plugins.tenantguard.Tenants.get;
import static io.github.kongjava.plugins.tenantguard.Tenants.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.plugins.tenantguard.TenantGuard;
import io.github.kongjava.testkit.TestGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways that count in a real cluster of three nodes. Nobody passes uncounted. */
class RedisClusterTest {

    private final List<TestGateway> gateways = new ArrayList<>();
    private List<RedisServer> nodes = List.of();

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        nodes = RedisServer.cluster(directory, 3);
    }

    @AfterEach
    void stop() {
        gateways.forEach(TestGateway::close);
        nodes.forEach(RedisServer::close);
    }

    private TestGateway gateway(Protocol protocol, RedisServer node, int requests) {
        TestGateway gateway = TestGateway.of(protocol, TenantGuard.class);
        gateways.add(gateway);
        gateway.configure(
                "tenant-guard",
                "{\"sources\": [{\"kind\": \"header\", \"name\": \"x-org\", \"trusted\": [\"127.0.0.1\"]}],"
                        + " \"allow_unknown\": true, \"redis\": {\"host\": \"127.0.0.1\", \"port\": " + node.port()
                        + ", \"cluster\": true, \"timeout\": 5000, \"on_redis_error\": \"deny\"}, \"plans\": [{\"name\":"
                        + " \"basic\", \"limits\": [{\"kind\": \"month\", \"requests\": " + requests
                        + "}, {\"kind\": \"day\", \"requests\": 1000}]}], \"default_plan\": \"basic\"}");
        return gateway;
    }

    /** A tenant whose keys are in such a slot. */
    private String tenant(LongPredicate wanted) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "tenant-" + i)
                .filter(name -> wanted.test(slot(name)))
                .findFirst()
                .orElseThrow();
    }

    private long slot(String tenant) {
        return Long.parseLong(nodes.get(0).run("CLUSTER", "KEYSLOT", "{default:" + tenant + "}"));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void tenants_are_counted_by_the_node_that_has_their_slot_whichever_is_named(Protocol protocol) {
        TestGateway one = gateway(protocol, nodes.get(0), 4);
        TestGateway other = gateway(protocol, nodes.get(2), 4);

        for (int i = 0; i < 20; i++) {
            assertThat(passing(one, "tenant-" + i, 3)).isEqualTo(3);
            assertThat(passing(other, "tenant-" + i, 3)).isEqualTo(1);
        }

        assertThat(nodes).allMatch(node -> Long.parseLong(node.run("DBSIZE")) > 0);
    }

    @Test
    void a_slot_that_has_moved_is_found() {
        TestGateway gateway = gateway(Protocol.PROTOBUF, nodes.get(0), 1_000);
        assertThat(passing(gateway, tenant(slot -> slot < 5_000), 1)).isEqualTo(1);
        String moved = tenant(slot -> slot > 100 && slot < 200);
        String to = nodes.get(1).run("CLUSTER", "MYID");

        for (int i : List.of(1, 0, 2)) {
            nodes.get(i).run("CLUSTER", "SETSLOT", Long.toString(slot(moved)), "NODE", to);
        }

        assertThat(passing(gateway, moved, 20)).isEqualTo(20);
    }

    @Test
    void a_node_that_is_away_takes_its_own_tenants_with_it_until_it_is_back() {
        TestGateway gateway = gateway(Protocol.MSGPACK, nodes.get(0), 100_000);
        String away = tenant(slot -> slot > 12_000);
        String there = tenant(slot -> slot < 5_000);
        assertThat(passing(gateway, away, 5) + passing(gateway, there, 5)).isEqualTo(10);

        nodes.get(2).kill();

        assertThat(get(gateway, away).status()).isEqualTo(503);
        await(() -> get(gateway, there).passed());
        assertThat(get(gateway, away).status()).isEqualTo(503);
        nodes.get(2).start();
        await(() -> get(gateway, away).passed());
        assertThat(gateway.failures()).isEmpty();
    }

    @Test
    void a_cluster_that_was_not_there_when_the_gateway_began_is_found_later() {
        nodes.forEach(RedisServer::kill);
        TestGateway gateway = gateway(Protocol.PROTOBUF, nodes.get(0), 100_000);
        assertThat(get(gateway, "acme").status()).isEqualTo(503);

        nodes.forEach(RedisServer::start);

        await(() -> get(gateway, "acme").passed());
        assertThat(gateway.failures()).isEmpty();
    }
}
