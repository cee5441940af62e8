package io.github.kongjava.plugins.jwtauth.proof;

/** A proof that is refused; the text can be told to the client. */
final class InvalidProofException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String told;

    InvalidProofException(String told) {
        // Clients cause these at will: without stack trace they cost little.
        super(told, null, false, false);
        this.told = told;
    }

    String told() {
        return told;
    }
}
