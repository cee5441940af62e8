package io.github.kongjava.pdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the client gets: {@code kong.response}. Setters before the response phase set what is sent with any answer, the
 * upstream's or Kong's own; a header that the upstream sends as well is replaced by the upstream's.
 *
 * <p>Header values are texts without control characters; an empty one is sent as a blank. {@code Transfer-Encoding} cannot
 * be set.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface Response {

    /**
     * The status code.
     *
     * <p>Lua: {@code kong.response.get_status}. Phases: response, log.
     */
    int status();

    /**
     * The first value of a header. Upper and lower case are the same.
     *
     * <p>Lua: {@code kong.response.get_header}, among the first 100 headers. Phases: response, log. An empty header counts as
     * none, since ProtoBuf does not tell them apart; {@link #headers()} has both.
     *
     * @param name the header's name
     */
    Optional<String> header(String name);

    /**
     * Like {@link #header(String)}, but the very bytes, which need not be UTF-8.
     *
     * @param name the header's name
     */
    Optional<byte[]> headerBytes(String name);

    /**
     * The first 100 headers.
     *
     * <p>Lua: {@code kong.response.get_headers}. Phases: response, log.
     */
    default Headers headers() {
        return headers(100);
    }

    /**
     * The headers.
     *
     * <p>Lua: {@code kong.response.get_headers}. Phases: response, log.
     *
     * @param max at most so many, from 1 to 1000
     */
    Headers headers(int max);

    /**
     * Who made the response.
     *
     * <p>Lua: {@code kong.response.get_source}. Phases: response, log.
     */
    ResponseSource source();

    /**
     * Sets the status code.
     *
     * <p>Lua: {@code kong.response.set_status}. Phases: rewrite, access, response.
     *
     * @param status from 100 to 599
     */
    void setStatus(int status);

    /**
     * Sets a header, in place of all its values.
     *
     * <p>Lua: {@code kong.response.set_header}. Phases: rewrite, access, response.
     */
    void setHeader(String name, String value);

    /** Like {@link #setHeader(String, String)}, with bytes that need not be UTF-8. */
    void setHeader(String name, byte[] value);

    /** Like {@link #setHeader(String, String)}, with several values, at least one. */
    void setHeader(String name, List<String> values);

    /**
     * Adds a value to a header.
     *
     * <p>Lua: {@code kong.response.add_header}. Phases: rewrite, access, response.
     */
    void addHeader(String name, String value);

    /** Like {@link #addHeader(String, String)}, with bytes that need not be UTF-8. */
    void addHeader(String name, byte[] value);

    /**
     * Removes all values of a header.
     *
     * <p>Lua: {@code kong.response.clear_header}. Phases: rewrite, access, response.
     */
    void clearHeader(String name);

    /**
     * Sets several headers, each in place of all its values.
     *
     * <p>Lua: {@code kong.response.set_headers}. Phases: rewrite, access, response.
     */
    void setHeaders(Headers headers);

    /** Like {@link #setHeaders(Headers)}, for a map that {@link Headers#of(Map)} takes. */
    default void setHeaders(Map<String, ?> headers) {
        setHeaders(Headers.of(headers));
    }

    /**
     * Ends the phase and answers the client without a body; nothing goes to the upstream. Later plugins are skipped, but for
     * their log phase. In the response phase the upstream's headers stay, apart from those set here; clear what does not fit
     * the new body, such as {@code Content-Encoding}. Write {@code throw kong.response().exit(…)}.
     *
     * <p>Lua: {@code kong.response.exit}. Phases: rewrite, access, response; preread, where the only statuses are 200, 400,
     * 403, 500, 502 and 503, and headers do not exist.
     *
     * @param status from 100 to 599
     * @return never
     * @throws ExitException always
     */
    default ExitException exit(int status) {
        throw exit(status, new byte[0], Headers.EMPTY);
    }

    /** Like {@link #exit(int)}, with a body in UTF-8. Kong does not add a {@code Content-Type}. */
    default ExitException exit(int status, String body) {
        throw exit(status, body, Headers.EMPTY);
    }

    /** Like {@link #exit(int)}, with a body. Kong does not add a {@code Content-Type}. */
    default ExitException exit(int status, byte[] body) {
        throw exit(status, body, Headers.EMPTY);
    }

    /** Like {@link #exit(int)}, with headers. */
    default ExitException exit(int status, Headers headers) {
        throw exit(status, new byte[0], headers);
    }

    /** Like {@link #exit(int)}, with headers and a body in UTF-8. */
    ExitException exit(int status, String body, Headers headers);

    /** Like {@link #exit(int)}, with headers and a body. */
    ExitException exit(int status, byte[] body, Headers headers);

    /** Like {@link #exit(int, String, Headers)}, for a map that {@link Headers#of(Map)} takes. */
    default ExitException exit(int status, String body, Map<String, ?> headers) {
        throw exit(status, body, Headers.of(headers));
    }

    /** Like {@link #exit(int, byte[], Headers)}, for a map that {@link Headers#of(Map)} takes. */
    default ExitException exit(int status, byte[] body, Map<String, ?> headers) {
        throw exit(status, body, Headers.of(headers));
    }

    /**
     * Ends the phase and answers the client with Kong's own error document, in the format that its {@code Accept} asks for
     * (JSON by default), with the usual text of the status and the request's id. Write {@code throw
     * kong.response().error(…)}.
     *
     * <p>Lua: {@code kong.response.error}; MsgPack only. Phases: rewrite, access, response.
     *
     * @param status from 400 to 599
     * @return never
     * @throws ExitException always
     */
    ExitException error(int status);

    /**
     * Like {@link #error(int)}, with a message of one's own. Kong puts it into the document as it is: take nothing from the
     * client into it that could end a JSON string or begin a tag.
     */
    default ExitException error(int status, String message) {
        throw error(status, message, Headers.EMPTY);
    }

    /** Like {@link #error(int)}, with a message and headers of one's own. */
    ExitException error(int status, String message, Headers headers);

    /** Like {@link #error(int, String, Headers)}, for a map that {@link Headers#of(Map)} takes. */
    default ExitException error(int status, String message, Map<String, ?> headers) {
        throw error(status, message, Headers.of(headers));
    }
}
