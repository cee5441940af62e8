package io.github.kongjava.plugins.responserewrite.coding;

/**
 * A body that cannot be read, or not be made into what was configured. The message says why, for the log, and has nothing of
 * the body in it.
 */
public final class UnusableBodyException extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    /** With that reason. */
    public UnusableBodyException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why, for the log. */
    public String reason() {
        return reason;
    }
}
