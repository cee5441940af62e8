package io.github.kongjava.plugins.jwtauth.token;

/** A token that is no JWT in compact form. */
public final class MalformedTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String told;

    MalformedTokenException(String message) {
        // Clients cause these at will: without stack trace they cost little.
        super(message, null, false, false);
        told = message;
    }

    /** What the client can be told. */
    public String told() {
        return told;
    }
}
