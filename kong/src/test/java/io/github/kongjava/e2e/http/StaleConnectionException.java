package io.github.kongjava.e2e.http;

import java.io.IOException;

/** The server had closed a kept connection before it saw the request: nothing is lost, a new connection will do. */
final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    StaleConnectionException(String message) {
        super(message);
    }
}
