package io.github.kongjava.plugins.tenantguard.limits;

/** Nobody can say how much of a limit is left. */
public final class RatesUnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    /** For this reason. */
    public RatesUnavailableException(String message) {
        super(message);
    }
}
