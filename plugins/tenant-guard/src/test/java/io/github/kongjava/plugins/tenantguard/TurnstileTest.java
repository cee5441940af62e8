package io.github.kongjava.plugins.tenantguard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.plugins.tenantguard.config.Config;
import io.github.kongjava.plugins.tenantguard.redis.RedisServer;
import io.github.kongjava.testkit.TestGateway;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance may live longer than what it uses is kept, where no request comes. */
class TurnstileTest {

    private static final AtomicLong NANOS = new AtomicLong();
    private static final Kept KEPT = new Kept(new Nowhere(), NANOS::get);
    private static final AtomicReference<Config> CONFIG = new AtomicReference<>();

    /** Lets requests in, of one tenant. */
    @KongPlugin(name = "entrance")
    public static final class Entrance implements AccessPhase {

        private final Turnstile turnstile;
        private final Entitlement entitlement;

        public Entrance(Config config) {
            CONFIG.set(config);
            turnstile = new Turnstile(config, KEPT);
            entitlement = new Registry(config).of("acme").orElseThrow();
        }

        @Override
        public void access(Kong kong) {
            turnstile.enter(kong, "acme", entitlement);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_redis_that_was_forgotten_and_closed_meanwhile_is_asked_again(Protocol protocol) {
        try (RedisServer redis = RedisServer.running();
                TestGateway gateway = TestGateway.of(protocol, Entrance.class)) {
            gateway.configure(
                    "entrance",
                    "{\"sources\": [{\"kind\": \"context\", \"name\": \"org\"}], \"tenants\": [{\"name\": \"acme\","
                            + " \"limits\": [{\"kind\": \"month\", \"requests\": 2}]}], \"redis\": {\"host\": \"127.0.0.1\","
                            + " \"port\": " + redis.port() + ", \"timeout\": 5000, \"on_redis_error\": \"deny\"}}");
            assertThat(gateway.get("/").passed()).isTrue();

            NANOS.addAndGet(Duration.ofHours(2).toNanos());
            KEPT.redis(requireNonNull(CONFIG.get()).redis()); // another instance begins

            assertThat(gateway.get("/").passed()).isTrue();
            assertThat(gateway.get("/").status()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void what_was_forgotten_meanwhile_is_counted_together_with_the_requests_of_other_instances(Protocol protocol) {
        try (TestGateway old = countingHere(protocol);
                TestGateway other = countingHere(protocol)) {
            assertThat(old.get("/").passed()).isTrue();

            NANOS.addAndGet(Namespace.UNUSED.plusDays(1).toNanos());

            assertThat(other.get("/").passed()).isTrue();
            assertThat(old.get("/").passed()).isTrue();
            assertThat(other.get("/").status()).isEqualTo(429);
        }
    }

    private static TestGateway countingHere(Protocol protocol) {
        TestGateway gateway = TestGateway.of(protocol, Entrance.class);
        gateway.configure(
                "entrance",
                "{\"sources\": [{\"kind\": \"context\", \"name\": \"org\"}], \"tenants\": [{\"name\": \"acme\","
                        + " \"limits\": [{\"kind\": \"month\", \"requests\": 2}]}], \"namespace\": \"" + protocol
                        + "\"}");
        return gateway;
    }
}
