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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The breakers and limits of all scopes, kept beyond instances and forgotten when nobody has asked for them for a while.
 *
 * <p>Bounded by what they weigh. Names that are used once do not drive out those in use, and a breaker that is not closed is
 * spared: only a service that fails for it can make one, so that a flood of new names cannot have an open breaker forgotten.
 * All that are spared may weigh as much again; beyond that, those make place whose open time is over and whom nobody has asked
 * for since. Thread safe.
 */
public final class Kept {

    private static final Logger LOG = System.getLogger("circuit-breaker");
    // In calls: some 45 MB.
    private static final int MOST_WEIGHT = 1_000_000;
    private static final int MOST_NOT_CLOSED = 900;
    private static final int MOST_LIMITS = 10_000;
    // Some 300 bytes each, and more than Kong's workers have connections.
    private static final int MOST_PERMITS = 250_000;
    private static final Duration UNUSED = Duration.ofHours(2);

    // By what tells a scope from others, not by its name: a service that is renamed is the same.
    private record CircuitKey(String scope, Config.Breaker settings) {}

    private record LimitKey(String scope, Config.Concurrency settings) {}

    private final Clock clock;
    private final DoubleSupplier random;
    private final StatusLines lines;
    private final Modes modes;
    private final Cache<CircuitKey, Circuit> circuits = Caffeine.newBuilder()
            .maximumWeight(MOST_WEIGHT)
            .weigher(this::weight)
            .expireAfterAccess(UNUSED)
            .evictionListener((@Nullable CircuitKey key, @Nullable Circuit circuit, RemovalCause cause) -> forget(key))
            .executor(Runnable::run)
            .build();
    private final Cache<LimitKey, Limit> limits = Caffeine.newBuilder()
            .maximumSize(MOST_LIMITS)
            .expireAfterAccess(UNUSED)
            .executor(Runnable::run)
            .build();
    // What requests have taken from a limit that is forgotten above must still be there for the next.
    private final Cache<LimitKey, Limit> limitsInUse =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
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
        lines = new StatusLines(MOST_NOT_CLOSED, MOST_WEIGHT, status);
        modes = new Modes(lines);
        this.clock = clock;
        this.random = random;
    }

    private int weight(CircuitKey key, Circuit circuit) {
        return lines.has(key) ? 0 : circuit.weight();
    }

    Clock clock() {
        return clock;
    }

    Circuit circuit(Scope scope, Config.Breaker settings) {
        Circuit circuit = circuits.get(
                new CircuitKey(scope.id(), settings),
                key -> new Circuit(scope, settings, clock, random, changed -> changed(key, changed)));
        circuit.isNowCalled(scope);
        return circuit;
    }

    Limit limit(Scope scope, Config.Concurrency settings) {
        return limits.get(
                new LimitKey(scope.id(), settings), key -> limitsInUse.get(key, same -> new Limit(settings, clock)));
    }

    /** Where one is forced. */
    Modes modes() {
        return modes;
    }

    /** Those of requests on their way. */
    public Leases<Permit> permits() {
        return permits;
    }

    private void changed(CircuitKey key, Circuit circuit) {
        if (circuits.getIfPresent(key) != circuit) {
            return; // Forgotten: the next request has another.
        }
        LOG.log(circuit.state() == State.OPEN ? Level.WARNING : Level.INFO, "circuit-breaker: " + circuit.line());
        List<Object> weighMore = List.of();
        if (circuit.state() == State.CLOSED) {
            lines.remove(key);
        } else {
            weighMore = lines.put(key, line(circuit), clock.instant());
        }
        // Weighed again, if it has not been forgotten meanwhile.
        if (!circuits.asMap().replace(key, circuit, circuit)) {
            lines.remove(key);
        }
        weighMore.forEach(other -> circuits.asMap().computeIfPresent((CircuitKey) other, (same, known) -> known));
    }

    private StatusLines.Line line(Circuit circuit) {
        Instant until = clock.instant().plus(circuit.rest());
        return new StatusLines.Line(circuit.scope().shown(), circuit.summary(Instant.now()), circuit.weight(), until);
    }

    private void forget(@Nullable CircuitKey key) {
        if (key != null) {
            lines.remove(key);
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
