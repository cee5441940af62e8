package io.github.kongjava.pdk;

/** A body is larger than the limit that was asked for, or than this server takes: a client's fault, unlike the others. */
public final class BodyOverLimitException extends BodyUnavailableException {

    private static final long serialVersionUID = 1L;

    /** With the size and the limit. */
    public BodyOverLimitException(String message) {
        super(message);
    }
}
