package io.github.kongjava.plugins.jwtauth.keys;

/** A document that is no key set; the message goes on from a name of the document. */
final class MalformedKeySetException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedKeySetException(String message) {
        super(message);
    }
}
