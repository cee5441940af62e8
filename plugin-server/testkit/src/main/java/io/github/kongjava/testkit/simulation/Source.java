package io.github.kongjava.testkit.simulation;

/** Where a response comes from, as {@code kong.response.get_source} has it. */
public enum Source {
    /** The upstream. */
    SERVICE("service"),
    /** A plugin or Kong itself, on purpose. */
    EXIT("exit"),
    /** A failure. */
    ERROR("error");

    private final String luaName;

    Source(String luaName) {
        this.luaName = luaName;
    }

    String luaName() {
        return luaName;
    }
}
