package io.github.kongjava.pdk;

/** A PDK function could not do its work. */
public class PdkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what was wrong and what to do. */
    public PdkException(String message) {
        super(message);
    }

    /** With what was wrong and why. */
    public PdkException(String message, Throwable cause) {
        super(message, cause);
    }
}
