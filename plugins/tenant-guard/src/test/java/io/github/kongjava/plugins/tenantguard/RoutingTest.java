package io.github.kongjava.plugins.tenantguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where requests of tenants go, in both protocols. */
class RoutingTest {

    private TestGateway gateway = TestGateway.of();

    private void start(Protocol protocol) {
        gateway.close();
        gateway = TestGateway.of(protocol, TenantGuard.class);
        gateway.upstreams("pool-of-acme");
        gateway.configure(
                "tenant-guard",
                "{\"sources\": [{\"kind\": \"header\", \"name\": \"x-org\", \"trusted\": [\"127.0.0.1\"]}],"
                        + " \"allowed_targets\": [\"globex.internal:8443\"], \"tenants\": [{\"name\": \"acme\","
                        + " \"upstream\": \"pool-of-acme\"}, {\"name\": \"globex\", \"target\":"
                        + " \"globex.internal:8443\"}, {\"name\": \"initech\", \"upstream\": \"pool-of-nobody\","
                        + " \"concurrent\": 1, \"limits\": [{\"kind\": \"month\", \"requests\": 1}]}]}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private TestAnswer get(String tenant) {
        return gateway.get("/", new Header("x-org", tenant));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void requests_of_a_tenant_go_to_its_upstream_or_target(Protocol protocol) {
        start(protocol);

        assertThat(get("acme").upstream().orElseThrow().toString()).contains("pool-of-acme");
        assertThat(get("globex").upstream().orElseThrow().toString()).contains("globex.internal");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void if_the_upstream_of_a_tenant_is_missing_nobody_else_gets_its_requests(Protocol protocol) {
        start(protocol);

        for (int i = 0; i < 3; i++) {
            TestAnswer answer = get("initech");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.passed()).isFalse();
            assertThat(answer.header("content-type")).contains("application/problem+json");
            assertThat(answer.log().toString()).contains("Kong knows no upstream pool-of-nobody");
        }
        assertThat(gateway.failures()).isEmpty();

        gateway.upstreams("pool-of-nobody");
        assertThat(get("initech").passed()).as("nothing was counted").isTrue();
        assertThat(get("initech").status()).isEqualTo(429);
    }
}
