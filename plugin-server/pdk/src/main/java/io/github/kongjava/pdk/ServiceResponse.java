package io.github.kongjava.pdk;

import java.util.Optional;

/**
 * What came back from the upstream: {@code kong.service.response}. It never changes.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface ServiceResponse {

    /**
     * The upstream's status code.
     *
     * <p>Lua: {@code kong.service.response.get_status}. Phases: response.
     */
    int status();

    /**
     * The first value of a header of the upstream's. Upper and lower case are the same, and so are {@code -} and {@code _}.
     *
     * <p>Lua: {@code kong.service.response.get_header}. Phases: response. An empty header counts as
     * none, since ProtoBuf does not tell them apart.
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

    /** The upstream's headers, at most 100; see {@link #headers(int)}. */
    default Headers headers() {
        return headers(100);
    }

    /**
     * The upstream's headers. Kong answers {@code kong.service.response.get_headers} of an external plugin with nothing, so
     * these are the ones of {@code kong.response.get_headers}: those of the upstream and those that this and other plugins
     * have set or removed. {@link #header(String)} has the upstream's alone.
     *
     * <p>Phases: response.
     *
     * @param max at most so many, from 1 to 1000
     */
    Headers headers(int max);

    /**
     * The upstream's body.
     *
     * <p>Lua: {@code kong.service.response.get_raw_body}. Phases: response.
     */
    byte[] rawBody();

    /** The upstream's body as text, read as UTF-8 if it is UTF-8, and else as ISO-8859-1. */
    String bodyText();

    /**
     * The upstream's body, decoded by Kong after its {@code Content-Type}, like {@link Request#body()}.
     *
     * <p>Lua: {@code kong.service.response.get_body}; MsgPack only. Phases: response.
     */
    Optional<Object> body();

    /**
     * Like {@link #body()}, for a type of one's own.
     *
     * @param mimeType the type to decode as
     * @param maxArgs how many arguments of a form, from 1 to 1000
     */
    Optional<Object> body(String mimeType, int maxArgs);
}
