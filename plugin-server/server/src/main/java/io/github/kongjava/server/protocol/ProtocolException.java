package io.github.kongjava.server.protocol;

/** Bytes that are no message of the protocol. The connection they came on cannot be used any longer. */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what was wrong and where in the message it was. */
    public ProtocolException(String message) {
        super(message);
    }

    /** With what was wrong and why. */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
