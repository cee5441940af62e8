package io.github.kongjava.testkit.simulation;

/** The phase is over: the client's answer is set. */
final class ExitSignal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExitSignal() {
        super(null, null, false, false);
    }
}
