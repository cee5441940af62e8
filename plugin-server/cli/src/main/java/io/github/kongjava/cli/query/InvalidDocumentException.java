package io.github.kongjava.cli.query;

import java.io.IOException;

/** A file is no query document; the message says why, but not which file. */
final class InvalidDocumentException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidDocumentException(String message) {
        super(message);
    }
}
