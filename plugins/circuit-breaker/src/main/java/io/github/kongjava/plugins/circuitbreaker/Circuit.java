package io.github.kongjava.plugins.circuitbreaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * The breaker of one scope. Each state has a number: what began in an earlier state says nothing in a later one, neither as a
 * trial nor as a call of the new window. Thread safe.
 */
public final class Circuit {

    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(1);
    /** What a breaker takes besides its calls, in their weight: some 1,400 bytes, and 45 for each of them. */
    private static final int OWN_WEIGHT = 32;

    private volatile Scope scope;
    private final Config.Breaker settings;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile State state = State.CLOSED;
    private long number;
    private Instant openUntil;
    /** The trials on their way, the oldest first. */
    private final Deque<Permit.Call> trials = new ArrayDeque<>();

    /** Closed. Tells of each change, within the call that causes it. */
    Circuit(Scope scope, Config.Breaker settings, Clock clock, DoubleSupplier random, Consumer<Circuit> changed) {
        this.scope = scope;
        this.settings = settings;
        this.clock = clock;
        openUntil = clock.instant();
        OpenTime openTime = new OpenTime(settings, random);
        breaker = CircuitBreaker.of(
                scope.id(),
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(settings.windowSize(), settings.minimumCalls(), type(settings.window()))
                        .failureRateThreshold(settings.failureRate())
                        .slowCallRateThreshold(settings.slowRate())
                        // To resilience4j slow is what takes longer.
                        .slowCallDurationThreshold(settings.slowAfter().minusNanos(1))
                        .permittedNumberOfCallsInHalfOpenState(settings.trials())
                        .waitIntervalFunctionInOpenState(time -> openFor(openTime.millis(time)))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            number++;
            trials.clear();
            state = event.getStateTransition().getToState();
            changed.accept(this);
        });
    }

    private static SlidingWindowType type(Config.Window window) {
        return window == Config.Window.COUNT ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED;
    }

    private long openFor(long millis) {
        openUntil = clock.instant().plusMillis(millis);
        return millis;
    }

    Scope scope() {
        return scope;
    }

    /** From the next line on, people know it by this name. */
    void isNowCalled(Scope same) {
        if (!scope.shown().equals(same.shown())) {
            scope = same;
        }
    }

    /** The state, as of the last call that began or ended: an open time that is over shows with the next one. */
    State state() {
        return state;
    }

    /** Lets a call begin, for {@link #end}. Empty if it may not. */
    synchronized Optional<Permit.Call> tryBegin() {
        if (breaker.tryAcquirePermission()) {
            return Optional.of(begin());
        }
        if (!aTrialIsLate()) {
            return Optional.empty();
        }
        if (breaker.getMetrics().getNumberOfSuccessfulCalls() == 0) {
            breaker.transitionToOpenState();
            return Optional.empty();
        }
        // The service works, so it is the client that takes its time.
        trials.remove();
        return Optional.of(begin());
    }

    private Permit.Call begin() {
        Permit.Call call = new Permit.Call(this, number, clock.instant());
        if (state == State.HALF_OPEN) {
            trials.add(call);
        }
        return call;
    }

    private boolean aTrialIsLate() {
        Permit.Call oldest = trials.peek();
        Duration most = settings.trialsFor();
        return oldest != null
                && !most.isZero()
                && Duration.between(oldest.begun(), clock.instant()).compareTo(most) > 0;
    }

    /** How long it makes no sense to come again. */
    synchronized Duration rest() {
        Duration rest = Duration.between(clock.instant(), openUntil);
        return state == State.OPEN && rest.compareTo(BETWEEN_TRIALS) > 0 ? rest : BETWEEN_TRIALS;
    }

    /** Ends a call. */
    synchronized void end(Permit.Call call, Outcome outcome, Duration took) {
        boolean isGivenUp = state == State.HALF_OPEN && !trials.remove(call);
        if (call.number() != number || isGivenUp) {
            return;
        }
        switch (outcome) {
            case SUCCESS -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
            case FAILURE -> breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new CallFailedException());
            case UNANSWERED -> endUnanswered(took);
            case NOTHING -> breaker.releasePermission();
        }
    }

    private void endUnanswered(Duration took) {
        if (took.compareTo(settings.slowAfter()) >= 0) {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            breaker.releasePermission();
        }
    }

    /** How much memory it takes, in calls or seconds of a window. */
    int weight() {
        return OWN_WEIGHT + Math.max(settings.windowSize(), settings.trials());
    }

    /** One line on the scope, the state and why. */
    String line() {
        return scope.shown() + ": " + summary("for another " + seconds(rest()) + " s");
    }

    /** The state and why, for whoever reads it later than now by the host's time. */
    String summary(Instant now) {
        return summary("until " + now.plus(rest()).truncatedTo(ChronoUnit.SECONDS));
    }

    private synchronized String summary(String howLong) {
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        String line = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (state == State.OPEN) {
            line += " " + howLong;
        }
        return metrics.getFailureRate() < 0
                ? line
                : line + ", of the last " + metrics.getNumberOfBufferedCalls() + " calls "
                        + metrics.getNumberOfFailedCalls() + " failed and " + metrics.getNumberOfSlowCalls()
                        + " were slow";
    }

    /** Whole seconds, rounded up, as Retry-After has them. */
    static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }

    /** All that a breaker has to know of a failure. */
    private static final class CallFailedException extends Exception {

        private static final long serialVersionUID = 1;

        CallFailedException() {
            super("the service failed", null, false, false);
        }
    }
}
