package io.github.kongjava.plugins.forwardauth;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Stops asking a service that gives no decisions, and tries again after a while. Thread safe. */
final class Breaker {

    private final boolean enabled;
    private final CircuitBreaker circuit;

    Breaker(Config.Breaker config) {
        enabled = config.enabled();
        circuit = CircuitBreaker.of(
                "forward-auth",
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(config.failureRate())
                        .minimumNumberOfCalls(config.minimumCalls())
                        .slidingWindowSize(config.minimumCalls())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(config.openFor())
                        .build());
    }

    Answer guard(Asking asking) throws InterruptedException {
        if (!enabled) {
            return asking.ask();
        }
        if (!circuit.tryAcquirePermission()) {
            return Answer.undecided("the circuit breaker is open");
        }
        boolean counted = false;
        try {
            Answer answer = asking.ask();
            counted = true;
            count(answer);
            return answer;
        } finally {
            if (!counted) {
                // Whoever gave up says nothing about the service.
                circuit.releasePermission();
            }
        }
    }

    private void count(Answer answer) {
        if (answer.decision() instanceof Decision.Undecided undecided) {
            circuit.onError(0, TimeUnit.NANOSECONDS, new IOException(undecided.reason()));
        } else {
            circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }
}
