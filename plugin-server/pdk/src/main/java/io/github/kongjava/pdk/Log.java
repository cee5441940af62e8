package io.github.kongjava.pdk;

/**
 * Kong's log: {@code kong.log}. The parts of a message are put together without blanks. Line breaks and other control
 * characters are written as escapes, so that what a client sent cannot forge lines. nginx cuts lines at some 4,000 bytes,
 * and writes only those of the level of Kong's {@code log_level} (by default {@link #notice}) and above.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface Log {

    /** Logs a message of level emerg. Lua: {@code kong.log.emerg}; MsgPack only. Phases: any. */
    void emerg(Object... message);

    /** Logs a message of level alert. Lua: {@code kong.log.alert}. Phases: any. */
    void alert(Object... message);

    /** Logs a message of level crit. Lua: {@code kong.log.crit}. Phases: any. */
    void crit(Object... message);

    /** Logs a message of level err. Lua: {@code kong.log.err}. Phases: any. */
    void err(Object... message);

    /** Logs a message of level warn. Lua: {@code kong.log.warn}. Phases: any. */
    void warn(Object... message);

    /** Logs a message of level notice. Lua: {@code kong.log.notice}. Phases: any. */
    void notice(Object... message);

    /** Logs a message of level info. Lua: {@code kong.log.info}. Phases: any. */
    void info(Object... message);

    /** Logs a message of level debug. Lua: {@code kong.log.debug}. Phases: any. */
    void debug(Object... message);

    /** Logs values as Lua writes them, at level notice. Lua: {@code kong.log.inspect}; MsgPack only. Phases: any. */
    void inspect(Object... values);

    /** Logs that something is deprecated, at level warn. Lua: {@code kong.log.deprecation}; MsgPack only. Phases: any. */
    void deprecation(String message);

    /**
     * Sets a value in what {@link #serialize()}, and with it Kong's log plugins, say of the request.
     *
     * <p>Lua: {@code kong.log.set_serialize_value}. Phases: rewrite, access, response, log; in log it comes too late, as Kong
     * has collected the facts by then.
     *
     * @param key a path with dots, such as {@code request.headers.x-user}; missing tables are made
     * @param value what {@link RequestContext} describes
     * @throws IllegalArgumentException also if the path goes through one of Kong's own values that is no table, which would
     *     make serialize fail for every plugin
     */
    void setSerializeValue(String key, Object value);

    /**
     * Removes a value from what {@link #serialize()} says.
     *
     * <p>Lua: {@code kong.log.set_serialize_value} with nil. Phases: rewrite, access, response, log.
     *
     * @param key a path with dots
     */
    void clearSerializeValue(String key);

    /**
     * All that Kong knows of the finished request, as JSON. The values of {@code authorization} headers are left out.
     *
     * <p>Lua: {@code kong.log.serialize}. Phases: log.
     */
    String serialize();
}
