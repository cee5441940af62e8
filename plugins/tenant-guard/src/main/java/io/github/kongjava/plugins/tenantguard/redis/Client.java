package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The library's client, made when it is first needed: that of a cluster asks a node for all of them. Whoever needs it meanwhile
 * waits for the same attempt. Thread safe.
 */
final class Client implements AutoCloseable {

    /** A first one, one where that node sends it, and one after the nodes were asked for anew. */
    private static final int CLUSTER_ATTEMPTS = 3;

    private final RedisConfig config;
    private final HostAndPort address;
    private final DefaultJedisClientConfig settings;
    private final GenericObjectPoolConfig<Connection> pool;
    private final AtomicReference<@Nullable FutureTask<UnifiedJedis>> made = new AtomicReference<>();

    Client(RedisConfig config, Duration wait) {
        this.config = config;
        address = new HostAndPort(config.host().orElseThrow(), config.port());
        settings = settings(config);
        pool = pool(config, wait);
    }

    private static DefaultJedisClientConfig settings(RedisConfig config) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        Names names = new Names(config.timeout());
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .database(config.database())
                .clientName("kong-java-tenant-guard")
                .hostAndPortMapper(
                        node -> { // it is asked before each connection
                            names.await(node.getHost());
                            return node;
                        });
        if (config.tls()) {
            Tls.use(settings, config.caCertificates());
        }
        config.username().ifPresent(settings::user);
        config.password().map(Secret::reveal).ifPresent(settings::password);
        return settings.build();
    }

    private static GenericObjectPoolConfig<Connection> pool(RedisConfig config, Duration wait) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(config.connections());
        pool.setMaxIdle(config.connections());
        pool.setMaxWait(wait);
        pool.setMinEvictableIdleDuration(Duration.ofMinutes(1));
        pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(30));
        pool.setJmxEnabled(false);
        return pool;
    }

    /**
     * The client.
     *
     * @throws JedisException if no node of a cluster tells the others
     */
    UnifiedJedis get() {
        FutureTask<UnifiedJedis> attempt = attempt();
        try {
            return attempt.get();
        } catch (ExecutionException e) {
            made.compareAndSet(attempt, null);
            throw e.getCause() instanceof JedisException known ? known : new JedisException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisException(e);
        }
    }

    private FutureTask<UnifiedJedis> attempt() {
        FutureTask<UnifiedJedis> known = made.get();
        if (known != null) {
            return known;
        }
        FutureTask<UnifiedJedis> attempt = new FutureTask<>(this::make);
        FutureTask<UnifiedJedis> first = made.compareAndExchange(null, attempt);
        if (first != null) {
            return first;
        }
        attempt.run();
        return attempt;
    }

    private UnifiedJedis make() {
        if (!config.cluster()) {
            return RedisClient.builder()
                    .hostAndPort(address)
                    .clientConfig(settings)
                    .poolConfig(pool)
                    .build();
        }
        return RedisClusterClient.builder()
                .nodes(Set.of(address))
                .clientConfig(settings)
                .poolConfig(pool)
                .maxAttempts(CLUSTER_ATTEMPTS)
                .maxTotalRetriesDuration(config.timeout())
                .build();
    }

    /** Closes connections that nobody uses. */
    void clear() {
        UnifiedJedis redis = get();
        if (redis instanceof RedisClusterClient cluster) {
            cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
        } else if (redis instanceof RedisClient one) {
            one.getPool().clear();
        }
    }

    @Override
    public void close() {
        FutureTask<UnifiedJedis> last = made.get();
        if (last != null) {
            try {
                last.get().close();
            } catch (ExecutionException e) {
                // There is none to close.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
