package io.github.kongjava.benchmarks.tenant;

import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import io.github.kongjava.plugins.tenantguard.limits.RatesUnavailableException;
import io.github.kongjava.plugins.tenantguard.redis.Redis;
import io.github.kongjava.plugins.tenantguard.redis.RedisRates;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.RedisClient;

/** What tenant-guard counts for a request in a Redis of this host, beside a bare script that increments one number. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TenantGuardRedisBenchmark {

    private static final List<String> KEY = List.of("bare");

    private final int port = freePort();
    private final Process server = start(port);
    private final RedisClient bare = RedisClient.create("127.0.0.1", port);
    private final Redis redis = new Redis(config(port), System::currentTimeMillis, (subject, state) -> {});
    private final RedisRates rates =
            new RedisRates(redis, config(port), "default", new LocalRates(System::currentTimeMillis));
    private final Ask one = Limits.one();
    private final Ask three = Limits.three();
    private final List<Ask> shared =
            IntStream.range(0, Limits.TENANTS).mapToObj(Limits::shared).toList();
    private String digest = "";
    private int next;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(int port) {
        try {
            return new ProcessBuilder(
                            "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("this benchmark needs redis-server", e);
        }
    }

    private static RedisConfig config(int port) {
        return new RedisConfig(
                Optional.of("127.0.0.1"),
                port,
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                false,
                Optional.empty(),
                Duration.ofSeconds(5),
                16,
                RedisConfig.OnRedisError.DENY,
                50);
    }

    /** Waits for the server. */
    @Setup(Level.Trial)
    public void load() throws InterruptedException {
        while (digest.isEmpty()) {
            try {
                digest = bare.scriptLoad("return redis.call('INCR', KEYS[1])", "bare");
            } catch (redis.clients.jedis.exceptions.JedisConnectionException e) {
                if (!server.isAlive()) {
                    throw new IllegalStateException("redis-server has ended", e);
                }
                Thread.sleep(20);
            }
        }
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void end() {
        bare.close();
        redis.close();
        server.destroy();
    }

    /** Jedis and EVALSHA alone. */
    @Benchmark
    public Object bare() {
        return bare.evalsha(digest, KEY, List.of());
    }

    /** A token bucket of the tenant's. */
    @Benchmark
    public Decision oneLimit() throws RatesUnavailableException {
        return rates.take(one);
    }

    /** A token bucket, a sliding window and a quota. */
    @Benchmark
    public Decision threeLimits() throws RatesUnavailableException {
        return rates.take(three);
    }

    /** A token bucket, and one for all of a hundred tenants with shares. */
    @Benchmark
    public Decision shares() throws RatesUnavailableException {
        next = (next + 1) % Limits.TENANTS;
        return rates.take(shared.get(next));
    }
}
