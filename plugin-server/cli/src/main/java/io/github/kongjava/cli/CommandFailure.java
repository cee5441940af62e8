package io.github.kongjava.cli;

/** What the command was asked for cannot be done; the message is the line that a person reads. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
