package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import java.time.Duration;
import java.util.List;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The connections to one Redis. Made without asking it. Thread safe. */
final class Node implements AutoCloseable {

    private final RedisClient client;
    private final String digest;

    Node(RedisConfig config) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .database(config.database())
                .clientName("kong-java-tenant-guard");
        if (config.tls()) {
            settings.sslOptions(SslOptions.defaults());
        }
        config.username().ifPresent(settings::user);
        config.password().map(Secret::reveal).ifPresent(settings::password);
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(config.connections());
        pool.setMaxIdle(config.connections());
        pool.setMaxWait(config.timeout());
        pool.setMinEvictableIdleDuration(Duration.ofMinutes(1));
        pool.setJmxEnabled(false);
        client = RedisClient.builder()
                .hostAndPort(new HostAndPort(config.host().orElseThrow(), config.port()))
                .clientConfig(settings.build())
                .poolConfig(pool)
                .build();
        digest = Digest.sha1(Script.TEXT);
    }

    /**
     * Runs the script.
     *
     * @throws JedisException if Redis does not answer, or with an error
     */
    List<Long> take(List<String> keys, List<String> arguments) {
        Object answer;
        try {
            answer = client.evalsha(digest, keys, arguments);
        } catch (JedisNoScriptException e) { // it was started anew
            answer = client.eval(Script.TEXT, keys, arguments);
        }
        if (answer instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().map(Long.class::cast).toList();
        }
        throw new JedisException("the script's answer is no list of numbers");
    }

    @Override
    public void close() {
        client.close();
    }
}
