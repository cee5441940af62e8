package io.github.kongjava.plugins.jwtauth.keys;

import java.time.Duration;

/** The keys of an issuer cannot be had; says nothing about the token. */
public final class KeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * For one reason.
     *
     * @param message for the log
     * @param retryAfter when it is worth another try
     */
    public KeysUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When it is worth another try. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
