package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Runs the script at one Redis, or at the node of a cluster whose keys it needs. Made without asking any. Thread safe. */
final class Node implements AutoCloseable {

    private final Client client;
    private final String digest;

    /**
     * That of a configuration.
     *
     * @param wait for a free connection
     */
    Node(RedisConfig config, Duration wait) {
        client = new Client(config, wait);
        digest = Digest.sha1(Script.TEXT);
    }

    /**
     * Runs the script.
     *
     * @param numbers how many it answers
     * @throws JedisException if Redis does not answer, or with an error
     */
    List<Long> take(List<String> keys, List<String> arguments, int numbers) {
        UnifiedJedis redis = client.get();
        try {
            return run(redis, keys, arguments, numbers);
        } catch (JedisConnectionException | JedisClusterOperationException e) {
            client.clear(); // what closed this connection closed those that are idle
            if (timedOut(e)) {
                throw e;
            }
            return run(redis, keys, arguments, numbers); // it was closed while nobody used it
        }
    }

    private List<Long> run(UnifiedJedis redis, List<String> keys, List<String> arguments, int numbers) {
        try {
            return numbers(evaluate(redis, keys, arguments), numbers);
        } catch (JedisException e) {
            throw e;
        } catch (RuntimeException e) { // where an answer ends cannot be told any more
            client.clear();
            throw new JedisException("the answer is not of a Redis", e);
        }
    }

    private Object evaluate(UnifiedJedis redis, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(digest, keys, arguments);
        } catch (JedisNoScriptException e) { // Redis was started anew
            return redis.eval(Script.TEXT, keys, arguments);
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

    /** Whether all connections were in use for as long as anybody waits for one: then Redis was not asked, and may be well. */
    static boolean wasBusy(JedisException e) {
        return e.getCause() instanceof NoSuchElementException none && none.getCause() == null;
    }

    @Override
    public void close() {
        client.close();
    }
}
