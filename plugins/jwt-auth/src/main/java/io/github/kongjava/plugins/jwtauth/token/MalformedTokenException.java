package io.github.kongjava.plugins.jwtauth.token;

/** A token that is no JWT in compact form; the message can be told to the client. */
public final class MalformedTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedTokenException(String message) {
        // Clients cause these at will: without stack trace they cost little.
        super(message, null, false, false);
    }
}
