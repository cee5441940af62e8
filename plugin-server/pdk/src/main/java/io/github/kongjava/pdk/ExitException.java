package io.github.kongjava.pdk;

import org.jspecify.annotations.Nullable;

/**
 * Ends a phase after {@code kong.response().exit(…)} or {@code error(…)}. It is thrown by these methods themselves; they
 * are declared to return it only so that {@code throw kong.response().exit(401)} tells the compiler that nothing follows.
 *
 * <p>It has no stack trace. Catching it changes nothing: the answer stands, and every later PDK call in the same phase
 * throws it again.
 */
public final class ExitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For the implementation of the PDK; plugins never make one.
     *
     * @param message what the client is answered, for debugging
     */
    public ExitException(@Nullable String message) {
        super(message, null, false, false);
    }
}
