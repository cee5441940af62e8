package io.github.kongjava.testkit.simulation;

/** A Lua error: the PDK function threw. */
final class LuaError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LuaError(String message) {
        super(message, null, false, false);
    }
}
