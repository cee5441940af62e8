package io.github.kongjava.plugins.circuitbreaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request that may pass has taken, until it ends. To be ended once.
 *
 * @param call its call of a breaker, if that let it begin
 * @param limit what counts it, if anything does
 * @param begun when it was let through, by the clock of breakers and limits
 */
public record Permit(Optional<Call> call, Optional<Limit> limit, Instant begun) {

    /**
     * A call of a breaker.
     *
     * @param circuit the breaker
     * @param number of the state in which it began there
     * @param begun when, by its clock
     */
    public record Call(Circuit circuit, long number, Instant begun) {}

    /** Gives all back, with what the request says of the service. */
    public void end(Outcome outcome, Duration took) {
        limit.ifPresent(limited -> limited.end(begun, outcome, took));
        call.ifPresent(known -> known.circuit().end(known, outcome, took));
    }

    /** Gives all back without saying anything. */
    void giveUp() {
        end(Outcome.NOTHING, Duration.ZERO);
    }
}
