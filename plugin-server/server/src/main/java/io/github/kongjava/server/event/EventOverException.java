package io.github.kongjava.server.event;

/** A PDK call of an event that is over: its deadline passed, or Kong lost interest. Every further call throws it again. */
final class EventOverException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EventOverException(String message) {
        super(message);
    }
}
