package io.github.kongjava.plugins.tenantguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import io.github.kongjava.plugins.tenantguard.redis.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final RedisConfig CONFIG = new RedisConfig(
            Optional.of("127.0.0.1"),
            6379,
            Optional.empty(),
            Optional.empty(),
            0,
            false,
            false,
            Optional.empty(),
            Duration.ofMillis(200),
            1,
            RedisConfig.OnRedisError.DENY,
            50);

    private final AtomicLong nanos = new AtomicLong();
    private final Kept kept = new Kept(new Nowhere(), nanos::get);

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void what_requests_use_is_kept_however_long_no_instance_begins() {
        Redis redis = kept.redis(CONFIG);
        Namespace namespace = kept.namespace("default");
        for (int i = 0; i < 3_000; i++) {
            passes(Duration.ofMinutes(59));
            assertThat(kept.redis(CONFIG)).isSameAs(redis);
            assertThat(kept.namespace("default")).isSameAs(namespace);
        }
    }

    @Test
    void what_nobody_uses_is_forgotten() {
        Redis redis = kept.redis(CONFIG);
        Namespace namespace = kept.namespace("default");

        passes(Duration.ofDays(33));

        assertThat(kept.redis(CONFIG)).isNotSameAs(redis);
        assertThat(kept.namespace("default")).isNotSameAs(namespace);
    }
}
