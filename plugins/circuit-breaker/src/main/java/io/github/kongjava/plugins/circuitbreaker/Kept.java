package io.github.kongjava.plugins.circuitbreaker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.Leases;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The breakers and limits of all scopes, kept beyond instances and forgotten when nobody has asked for them for a while.
 *
 * <p>Bounded by what they weigh. Names that are used once do not drive out those in use, and a breaker that is not closed weighs
 * nothing: only a service that fails for it can make one, so that a flood of new names cannot have an open breaker forgotten.
 * Of those, too, only so many are spared. Thread safe.
 */
public final class Kept {

    private static final Logger LOG = System.getLogger("circuit-breaker");
    private static final long MOST_WEIGHT = 1_000_000;
    private static final int MOST_SPARED = 900;
    private static final int MOST_LIMITS = 10_000;
    private static final int MOST_PERMITS = 1_000_000;
    private static final Duration UNUSED = Duration.ofHours(2);

    private record CircuitKey(Scope scope, Config.Breaker settings) {}

    private record LimitKey(Scope scope, Config.Concurrency settings) {}

    private final Clock clock;
    private final DoubleSupplier random;
    private final BiConsumer<String, String> status;
    private final Set<CircuitKey> spared = ConcurrentHashMap.newKeySet();
    private final Cache<CircuitKey, Circuit> circuits = Caffeine.newBuilder()
            .maximumWeight(MOST_WEIGHT)
            .weigher((CircuitKey key, Circuit circuit) -> spared.contains(key) ? 0 : circuit.weight())
            .expireAfterAccess(UNUSED)
            .evictionListener((@Nullable CircuitKey key, @Nullable Circuit circuit, RemovalCause cause) -> forget(key))
            .executor(Runnable::run)
            .build();
    private final Cache<LimitKey, Limit> limits = Caffeine.newBuilder()
            .maximumSize(MOST_LIMITS)
            .expireAfterAccess(UNUSED)
            .executor(Runnable::run)
            .build();
    private final Leases<Permit> permits = new Leases<>(MOST_PERMITS, Ticker.systemTicker(), Permit::giveUp);

    /** Those of a plugin. */
    static Kept in(PluginContext context) {
        return context.shared(
                "breakers",
                Kept.class,
                () -> new Kept(
                        new MonotonicClock(), () -> ThreadLocalRandom.current().nextDouble(), context::status));
    }

    /** With random numbers from 0 to 1; tells of each breaker that is not closed, and with nothing that it no longer is one. */
    public Kept(Clock clock, DoubleSupplier random, BiConsumer<String, String> status) {
        this.status = status;
        this.clock = clock;
        this.random = random;
    }

    Clock clock() {
        return clock;
    }

    Circuit circuit(Scope scope, Config.Breaker settings) {
        return circuits.get(
                new CircuitKey(scope, settings),
                key -> new Circuit(scope, settings, clock, random, circuit -> changed(key, circuit)));
    }

    Limit limit(Scope scope, Config.Concurrency settings) {
        return limits.get(new LimitKey(scope, settings), key -> new Limit(settings, clock));
    }

    /** Those of requests on their way. */
    public Leases<Permit> permits() {
        return permits;
    }

    private void changed(CircuitKey key, Circuit circuit) {
        LOG.log(circuit.state() == State.OPEN ? Level.WARNING : Level.INFO, "circuit-breaker: " + circuit.line());
        if (circuit.state() == State.CLOSED) {
            forget(key);
        } else if (spared.contains(key) || spared.size() < MOST_SPARED) {
            spared.add(key);
            status.accept(key.scope().shown(), circuit.summary());
        }
        // Weighed again, if it has not been forgotten meanwhile.
        if (circuits.asMap().replace(key, circuit) == null) {
            forget(key);
        }
    }

    private void forget(@Nullable CircuitKey key) {
        if (key != null && spared.remove(key)) {
            status.accept(key.scope().shown(), "");
        }
    }

    /** One line each on those that are not closed. */
    List<String> notClosed() {
        return circuits.asMap().values().stream()
                .filter(circuit -> circuit.state() != State.CLOSED)
                .map(Circuit::line)
                .sorted()
                .toList();
    }

    /** How many breakers there are. */
    long size() {
        circuits.cleanUp();
        return circuits.estimatedSize();
    }
}
