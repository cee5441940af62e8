package io.github.kongjava.plugins.tenantguard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.Leases;
import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import io.github.kongjava.plugins.tenantguard.redis.Redis;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is counted, kept beyond instances, and as long as it is in use: so ask for it with each request. Operators alone name
 * what is kept here. Thread safe.
 */
final class Kept implements AutoCloseable {

    /** What a small heap can hold. */
    private static final int MOST_LEASES = 250_000;

    private final PluginContext context;
    private final Leases<Guarded> leases;
    private final Cache<String, Namespace> namespaces;
    private final Cache<RedisConfig, Redis> redis;

    private Kept(PluginContext context) {
        this(context, Ticker.systemTicker());
    }

    Kept(PluginContext context, Ticker ticker) {
        this.context = context;
        leases = new Leases<>(MOST_LEASES, ticker, Guarded::end);
        namespaces = Caffeine.newBuilder()
                .expireAfterAccess(Namespace.UNUSED)
                .ticker(ticker)
                .build();
        redis = Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofHours(1))
                .ticker(ticker)
                .<RedisConfig, Redis>evictionListener((config, unused, cause) -> {
                    if (unused != null) {
                        unused.close();
                    }
                })
                .build();
    }

    /** That of the plugin. */
    static Kept in(PluginContext context) {
        return context.shared("kept", Kept.class, () -> new Kept(context));
    }

    Namespace namespace(String name) {
        return namespaces.get(name, key -> new Namespace(System::currentTimeMillis, Kept::monotonicMillis));
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
