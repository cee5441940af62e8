package io.github.kongjava.plugins.circuitbreaker;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.Elsewhere;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.util.Optional;

/** What becomes of requests that may not pass. Immutable. */
final class Refusals {

    private static final int UNAVAILABLE = 503;

    private final Config config;

    Refusals(Config config) {
        this.config = config;
    }

    /** Answers the client and ends the phase, or returns if the request passes nevertheless. */
    void refuse(Kong kong, Scope scope, Gate.Refusal refusal) {
        if (config.mode() == Config.Mode.METRICS_ONLY) {
            kong.log().info("circuit-breaker: would refuse, ", scope.shown(), ": ", refusal.reason());
            return;
        }
        if (config.fallbackUpstream().isPresent()
                && goesElsewhere(kong, config.fallbackUpstream().get())) {
            return;
        }
        kong.log().info("circuit-breaker: refused, ", scope.shown(), ": ", refusal.reason());
        throw answer(refusal).exit(kong);
    }

    private static boolean goesElsewhere(Kong kong, String upstream) {
        Optional<String> fault = Elsewhere.toUpstream(kong, upstream);
        fault.ifPresent(reason -> kong.log().err("circuit-breaker: fallback_upstream: ", reason));
        return fault.isEmpty();
    }

    private JsonAnswer answer(Gate.Refusal refusal) {
        Headers headers = Headers.builder()
                .add("Retry-After", Long.toString(Circuit.seconds(refusal.retryAfter())))
                .build();
        Optional<String> body = config.answer().body();
        return body.isPresent()
                ? new JsonAnswer(UNAVAILABLE, config.answer().contentType(), body.get(), headers)
                : JsonAnswer.problem(UNAVAILABLE, "Service Unavailable", refusal.reason())
                        .with(headers);
    }
}
