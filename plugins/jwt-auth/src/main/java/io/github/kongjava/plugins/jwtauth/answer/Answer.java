package io.github.kongjava.plugins.jwtauth.answer;

import java.util.Optional;

/** What a refused request is answered with (RFC 6750, 3.1; RFC 9110, 15.5.2): the whole table. */
public enum Answer {
    /** No token came; the client may not have known. */
    NO_TOKEN(401, "Unauthorized", Optional.empty()),
    /** The token is malformed, forged, expired, not for us, or names no consumer. */
    INVALID_TOKEN(401, "Unauthorized", Optional.of("invalid_token")),
    /** The client does not prove that the token is its own; the proof says which error this is. */
    NO_PROOF(401, "Unauthorized", Optional.of("invalid_token")),
    /** More than one token, or headers that hide something. */
    INVALID_REQUEST(400, "Bad Request", Optional.of("invalid_request")),
    /** The token is right, and does not permit this. */
    INSUFFICIENT_SCOPE(403, "Forbidden", Optional.of("insufficient_scope")),
    /** Nothing is known of the token, since the issuer cannot be asked: neither its fault nor a reason to pass. */
    UNAVAILABLE(503, "Service Unavailable", Optional.empty());

    private final int status;
    private final String title;
    private final Optional<String> error;

    Answer(int status, String title, Optional<String> error) {
        this.status = status;
        this.title = title;
        this.error = error;
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** What the status means. */
    public String title() {
        return title;
    }

    /** The error code of RFC 6750; empty if the client has made none, or is not to blame. */
    public Optional<String> error() {
        return error;
    }
}
