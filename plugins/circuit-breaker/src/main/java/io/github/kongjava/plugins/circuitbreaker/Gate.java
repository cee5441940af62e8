package io.github.kongjava.plugins.circuitbreaker;

import java.time.Duration;
import java.util.Optional;

/** Whether a request may pass, by breaker and limit. Thread safe. */
public final class Gate {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Config config;
    private final Kept kept;

    /** For one configuration, with what is kept beyond it. */
    public Gate(Config config, Kept kept) {
        this.config = config;
        this.kept = kept;
    }

    /**
     * Why a request may not pass.
     *
     * @param reason in words
     * @param retryAfter how long it makes no sense to come again
     */
    public record Refusal(String reason, Duration retryAfter) {}

    /**
     * What is to happen to a request. With a refusal there is a permit only in mode metrics_only, where it passes all the same.
     *
     * @param permit what it has taken, to be given back at its end
     * @param refusal why it may not pass
     */
    public record Answer(Optional<Permit> permit, Optional<Refusal> refusal) {

        private static Answer refused(String reason, Duration retryAfter) {
            return new Answer(Optional.empty(), Optional.of(new Refusal(reason, retryAfter)));
        }
    }

    /** Asks for a request of this scope. */
    public Answer ask(Scope scope) {
        if (config.mode() == Config.Mode.OPEN) {
            // Nobody knows; as long as if it had just opened is no worse than at once.
            return Answer.refused(
                    "the circuit breaker is set to open", config.breaker().openFor());
        }
        Optional<Limit> limit = config.concurrency().max() == 0
                ? Optional.empty()
                : Optional.of(kept.limit(scope, config.concurrency()));
        // First, so that no trial is taken by a request that may not pass.
        if (limit.isEmpty() || limit.get().tryBegin()) {
            return byBreaker(scope, limit);
        }
        Answer tooMany = Answer.refused("too many requests are on their way", SOON);
        return config.mode() == Config.Mode.METRICS_ONLY
                ? new Answer(byBreaker(scope, Optional.empty()).permit(), tooMany.refusal())
                : tooMany;
    }

    private Answer byBreaker(Scope scope, Optional<Limit> taken) {
        if (config.mode() == Config.Mode.CLOSED) {
            return passes(taken, Optional.empty());
        }
        Circuit circuit = kept.circuit(scope, config.breaker());
        Optional<Permit.Call> call = circuit.tryBegin();
        if (call.isPresent()) {
            return passes(taken, call);
        }
        Answer open = Answer.refused("the circuit breaker is open", circuit.rest());
        if (config.mode() == Config.Mode.METRICS_ONLY) {
            return new Answer(passes(taken, Optional.empty()).permit(), open.refusal());
        }
        taken.ifPresent(limit -> limit.end(kept.clock().instant(), Outcome.NOTHING, Duration.ZERO));
        return open;
    }

    private Answer passes(Optional<Limit> limit, Optional<Permit.Call> call) {
        boolean nothingTaken = limit.isEmpty() && call.isEmpty();
        Permit permit = new Permit(call, limit, kept.clock().instant());
        return new Answer(nothingTaken ? Optional.empty() : Optional.of(permit), Optional.empty());
    }

    /** How long ago a permit was taken. */
    Duration since(Permit permit) {
        return Duration.between(permit.begun(), kept.clock().instant());
    }
}
