package io.github.kongjava.benchmarks.breaker;

import io.github.kongjava.plugins.circuitbreaker.Config;
import io.github.kongjava.plugins.circuitbreaker.Gate;
import io.github.kongjava.plugins.circuitbreaker.Kept;
import io.github.kongjava.plugins.circuitbreaker.MonotonicClock;
import io.github.kongjava.plugins.circuitbreaker.Outcome;
import io.github.kongjava.plugins.circuitbreaker.Permit;
import io.github.kongjava.plugins.circuitbreaker.Scope;
import io.github.kongjava.plugins.support.Leases;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What circuit-breaker does for a request, beside a bare call of resilience4j's breaker; without the PDK's calls. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CircuitBreakerBenchmark {

    private static final Config.Breaker BREAKER = new Config.Breaker(
            Config.Window.COUNT,
            100,
            20,
            50,
            100,
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            2,
            Duration.ofMinutes(5),
            0.2,
            5,
            Duration.ofMinutes(1));

    private final Scope scope = new Scope("service 5f0c5f4e-3a5c-4a8e-9d4e-3b6f8f6f9a11", "service orders");
    private final Kept kept = new Kept(new MonotonicClock(), () -> 0.5, (subject, state) -> {});
    private final Gate breaker = gate(0);
    private final Gate breakerAndLimit = gate(10_000);
    private final Leases<Permit> permits = kept.permits();
    private final CircuitBreaker bare = CircuitBreaker.ofDefaults("bare");

    private Gate gate(int most) {
        Config config = new Config(
                Config.ScopeKind.SERVICE,
                "tenant",
                Config.Mode.NORMAL,
                new Config.Failures(Set.of(500, 502, 503, 504), true),
                BREAKER,
                new Config.Concurrency(most, true, Duration.ofSeconds(1), 5),
                new Config.Answer(Optional.empty(), "text/plain"),
                Optional.empty(),
                Duration.ofMinutes(5));
        return new Gate(config, kept);
    }

    /** The decisions in access and log alone. */
    @Benchmark
    public Outcome decisions() {
        breaker.ask(scope).permit().orElseThrow().end(Outcome.SUCCESS, Duration.ofMillis(5));
        return Outcome.SUCCESS;
    }

    /** The decisions in access and log, with the permit kept between them. */
    @Benchmark
    public Outcome breaker() {
        return request(breaker);
    }

    /** The same with an adaptive limit. */
    @Benchmark
    public Outcome breakerAndLimit() {
        return request(breakerAndLimit);
    }

    private Outcome request(Gate gate) {
        String id = permits.open(gate.ask(scope).permit().orElseThrow(), Duration.ofMinutes(5));
        permits.close(id).orElseThrow().end(Outcome.SUCCESS, Duration.ofMillis(5));
        return Outcome.SUCCESS;
    }

    /** resilience4j alone. */
    @Benchmark
    public boolean bare() {
        boolean permitted = bare.tryAcquirePermission();
        bare.onSuccess(5_000_000, TimeUnit.NANOSECONDS);
        return permitted;
    }
}
