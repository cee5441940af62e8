package io.github.kongjava.pdk;

/** A PDK function was called in a phase in which Kong does not have it. Nothing was sent to Kong. */
public final class IllegalPhaseException extends PdkException {

    private static final long serialVersionUID = 1L;

    /** With the function, the phase, and where it does work. */
    public IllegalPhaseException(String message) {
        super(message);
    }
}
