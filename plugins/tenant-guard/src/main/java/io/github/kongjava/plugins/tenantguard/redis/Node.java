package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The connections to one Redis. Made without asking it. Thread safe. */
final class Node implements AutoCloseable {

    private final RedisClient client;
    private final String digest;

    Node(RedisConfig config) {
        client = RedisClient.builder()
                .hostAndPort(new HostAndPort(config.host().orElseThrow(), config.port()))
                .clientConfig(settings(config))
                .poolConfig(pool(config))
                .build();
        digest = Digest.sha1(Script.TEXT);
    }

    private static DefaultJedisClientConfig settings(RedisConfig config) {
        int millis = Math.toIntExact(config.timeout().toMillis());
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .database(config.database())
                .clientName("kong-java-tenant-guard");
        if (config.tls()) {
            Tls.use(settings, config.caCertificates());
        }
        config.username().ifPresent(settings::user);
        config.password().map(Secret::reveal).ifPresent(settings::password);
        return settings.build();
    }

    private static GenericObjectPoolConfig<Connection> pool(RedisConfig config) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(config.connections());
        pool.setMaxIdle(config.connections());
        pool.setMaxWait(config.timeout());
        pool.setMinEvictableIdleDuration(Duration.ofMinutes(1));
        pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(30));
        pool.setJmxEnabled(false);
        return pool;
    }

    /**
     * Runs the script.
     *
     * @param numbers how many it answers
     * @throws JedisException if Redis does not answer, or with an error
     */
    List<Long> take(List<String> keys, List<String> arguments, int numbers) {
        try {
            return run(keys, arguments, numbers);
        } catch (JedisConnectionException e) {
            client.getPool().clear(); // what closed this connection closed those that are idle
            if (timedOut(e)) {
                throw e;
            }
            return run(keys, arguments, numbers); // it was closed while nobody used it
        }
    }

    private List<Long> run(List<String> keys, List<String> arguments, int numbers) {
        try {
            return numbers(evaluate(keys, arguments), numbers);
        } catch (JedisException e) {
            throw e;
        } catch (RuntimeException e) { // where an answer ends cannot be told any more
            client.getPool().clear();
            throw new JedisException("the answer is not of a Redis", e);
        }
    }

    private Object evaluate(List<String> keys, List<String> arguments) {
        try {
            return client.evalsha(digest, keys, arguments);
        } catch (JedisNoScriptException e) { // Redis was started anew
            return client.eval(Script.TEXT, keys, arguments);
        }
    }

    private static List<Long> numbers(Object answer, int count) {
        if (answer instanceof List<?> list
                && list.size() == count
                && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().map(Long.class::cast).toList();
        }
        throw new IllegalStateException("not " + count + " numbers");
    }

    private static boolean timedOut(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    || Arrays.stream(cause.getSuppressed()).anyMatch(SocketTimeoutException.class::isInstance)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.close();
    }
}
