package io.github.kongjava.cli.dev;

/** A file that is not in Kong's declarative format; the message names file, line and field. */
public final class InvalidConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidConfigException(String message) {
        super(message);
    }
}
