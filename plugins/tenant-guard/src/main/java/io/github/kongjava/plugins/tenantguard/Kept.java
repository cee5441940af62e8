package io.github.kongjava.plugins.tenantguard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.Leases;
import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import io.github.kongjava.plugins.tenantguard.redis.Redis;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is counted, kept beyond instances. Thread safe. */
final class Kept implements AutoCloseable {

    private static final int MOST_LEASES = 1_000_000;
    private static final Duration UNUSED = Duration.ofDays(32);

    /**
     * What configurations of one name count together.
     *
     * @param rates over time
     * @param concurrency at once
     */
    record Namespace(LocalRates rates, Concurrency concurrency) {}

    private final PluginContext context;
    private final Cache<String, Namespace> namespaces =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(UNUSED).build();
    private final Leases<Guarded> leases = new Leases<>(MOST_LEASES, Ticker.systemTicker(), Guarded::end);
    private final Cache<RedisConfig, Redis> redis = Caffeine.newBuilder()
            .maximumSize(64)
            .expireAfterAccess(Duration.ofHours(1))
            .<RedisConfig, Redis>evictionListener((config, unused, cause) -> {
                if (unused != null) {
                    unused.close();
                }
            })
            .build();

    private Kept(PluginContext context) {
        this.context = context;
    }

    /** That of the plugin. */
    static Kept in(PluginContext context) {
        return context.shared("kept", Kept.class, () -> new Kept(context));
    }

    Namespace namespace(String name) {
        return namespaces.get(
                name,
                key -> new Namespace(
                        new LocalRates(System::currentTimeMillis), new Concurrency(Kept::monotonicMillis)));
    }

    Leases<Guarded> leases() {
        return leases;
    }

    Redis redis(RedisConfig config) {
        return redis.get(config, key -> new Redis(key, Kept::monotonicMillis, context::status));
    }

    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void close() {
        leases.close();
        redis.asMap().values().forEach(Redis::close);
    }
}
