package io.github.kongjava.plugins.jwtauth.keys;

/** A key that must not be used, since it is weak, broken or no public key; the message says which and holds nothing of it. */
public final class UnusableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
        super(message);
    }
}
