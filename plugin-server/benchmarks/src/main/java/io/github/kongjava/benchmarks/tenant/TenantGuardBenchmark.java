package io.github.kongjava.benchmarks.tenant;

import io.github.bucket4j.Bucket;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What tenant-guard counts for a request in this process, beside a bare bucket of bucket4j; without the PDK's calls. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TenantGuardBenchmark {

    private final Bucket bare = Bucket.builder()
            .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofMinutes(1)))
            .build();
    private final LocalRates rates = new LocalRates(System::currentTimeMillis);
    private final Concurrency concurrency = new Concurrency(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    private final Concurrency.Bounds bounds =
            new Concurrency.Bounds(OptionalInt.of(1_000), OptionalInt.of(10_000), Optional.of(Limits.FAIR));
    private final Ask one = Limits.one();
    private final Ask three = Limits.three();
    private final List<Ask> shared =
            IntStream.range(0, Limits.TENANTS).mapToObj(Limits::shared).toList();
    private int next;

    /** bucket4j alone. */
    @Benchmark
    public boolean bare() {
        return bare.tryConsume(1);
    }

    /** A token bucket of the tenant's. */
    @Benchmark
    public Decision oneLimit() {
        return rates.take(one);
    }

    /** A token bucket, a sliding window and a quota. */
    @Benchmark
    public Decision threeLimits() {
        return rates.take(three);
    }

    /** A token bucket, and one for all of a hundred tenants with shares. */
    @Benchmark
    public Decision shares() {
        next = (next + 1) % Limits.TENANTS;
        return rates.take(shared.get(next));
    }

    /** A place of the tenant's and of all, taken and given back. */
    @Benchmark
    public boolean place() {
        boolean begun = concurrency.tryBegin("acme", bounds) == Concurrency.Begin.BEGUN;
        concurrency.end("acme");
        return begun;
    }
}
