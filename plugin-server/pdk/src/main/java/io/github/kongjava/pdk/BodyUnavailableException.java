package io.github.kongjava.pdk;

/** A body is too large, which {@link BodyOverLimitException} says, or cannot be read. */
public sealed class BodyUnavailableException extends PdkException permits BodyOverLimitException {

    private static final long serialVersionUID = 1L;

    /** With what was wrong and what to do. */
    public BodyUnavailableException(String message) {
        super(message);
    }

    /** With what was wrong and why. */
    public BodyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
