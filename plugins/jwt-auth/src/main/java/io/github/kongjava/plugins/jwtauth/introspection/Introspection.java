package io.github.kongjava.plugins.jwtauth.introspection;

import io.github.kongjava.plugins.jwtauth.claims.Claims;
import java.time.Duration;

/** What came of asking about a token. */
public sealed interface Introspection {

    /** The token is active, and says this. */
    record Active(Claims claims) implements Introspection {}

    /** The token is unknown, expired or revoked. */
    record Inactive() implements Introspection {}

    /**
     * The issuer could not be asked.
     *
     * @param reason for the log
     * @param retryAfter when it is worth another try
     */
    record Unavailable(String reason, Duration retryAfter) implements Introspection {}
}
