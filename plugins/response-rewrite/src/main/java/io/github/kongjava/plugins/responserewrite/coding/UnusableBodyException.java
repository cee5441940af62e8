package io.github.kongjava.plugins.responserewrite.coding;

/**
 * A body that cannot be read, or not be made into what was configured. The message says why, for the log, and has nothing of
 * the body in it.
 */
public final class UnusableBodyException extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean isForNow;

    /** With that reason. */
    public UnusableBodyException(String reason) {
        this(reason, false);
    }

    private UnusableBodyException(String reason, boolean isForNow) {
        super(reason);
        this.reason = reason;
        this.isForNow = isForNow;
    }

    /** For a body that could be read at another time. */
    public static UnusableBodyException forNow(String reason) {
        return new UnusableBodyException(reason, true);
    }

    /** Whether it could be read at another time. */
    public boolean isForNow() {
        return isForNow;
    }

    /** Why, for the log. */
    public String reason() {
        return reason;
    }
}
