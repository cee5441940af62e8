package io.github.kongjava.plugins.support;

import java.io.IOException;

/** A service sent more than it may. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** For a limit. */
    public BodyTooLargeException(int maxBytes) {
        super("the body is over " + maxBytes + " bytes");
    }
}
