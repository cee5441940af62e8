package io.github.kongjava.plugins.jwtauth.claims;

import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The claims exp, nbf and iat (RFC 7519, 4.1.4 to 4.1.6). Immutable, thread safe. */
final class Times {

    private final Duration leeway;
    private final boolean expRequired;
    private final Optional<Duration> maxLifetime;

    Times(Duration leeway, boolean expRequired, Optional<Duration> maxLifetime) {
        this.leeway = leeway;
        this.expRequired = expRequired;
        this.maxLifetime = maxLifetime;
    }

    void check(Claims claims, Instant now) throws RefusedException {
        Optional<Instant> exp = time(claims, "exp");
        Optional<Instant> nbf = time(claims, "nbf");
        Optional<Instant> iat = time(claims, "iat");
        if (exp.isEmpty() && expRequired) {
            throw RefusedException.invalidToken("the token has no exp");
        }
        if (exp.isPresent() && !now.isBefore(exp.get().plus(leeway))) {
            throw RefusedException.invalidToken("the token has expired");
        }
        if (nbf.isPresent() && now.plus(leeway).isBefore(nbf.get())) {
            throw RefusedException.invalidToken("the token is not valid yet");
        }
        if (iat.isPresent() && now.plus(leeway).isBefore(iat.get())) {
            throw RefusedException.invalidToken("the token was issued in the future");
        }
        if (maxLifetime.isPresent()) {
            checkLifetime(exp, iat, maxLifetime.get());
        }
    }

    private static void checkLifetime(Optional<Instant> exp, Optional<Instant> iat, Duration most)
            throws RefusedException {
        if (exp.isEmpty() || iat.isEmpty()) {
            throw RefusedException.invalidToken("the token does not say how long it lives");
        }
        if (Duration.between(iat.get(), exp.get()).compareTo(most) > 0) {
            throw RefusedException.invalidToken("the token lives too long");
        }
    }

    private static Optional<Instant> time(Claims claims, String name) throws RefusedException {
        Optional<Instant> time = claims.time(name);
        if (time.isEmpty() && claims.has(name)) {
            throw RefusedException.invalidToken("the claim " + name + " is no time");
        }
        return time;
    }
}
