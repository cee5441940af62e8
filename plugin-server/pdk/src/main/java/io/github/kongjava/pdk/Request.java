package io.github.kongjava.pdk;

import java.time.Instant;
import java.util.Optional;

/**
 * What the client sent: {@code kong.request}. Text that is not UTF-8 is read as ISO-8859-1; where that matters there is a
 * function for the bytes.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface Request {

    /** The largest body that {@link #rawBody()} reads, in bytes: 64 MiB. */
    long DEFAULT_BODY_LIMIT = 64L << 20;

    /**
     * {@code http} or {@code https}: how the request came to Kong.
     *
     * <p>Lua: {@code kong.request.get_scheme}. Phases: rewrite, access, response.
     */
    String scheme();

    /**
     * The host that the request names, in lower case and without its port.
     *
     * <p>Lua: {@code kong.request.get_host}. Phases: rewrite, access, response.
     */
    String host();

    /**
     * The port on which the request came to Kong; 0 if it came over a Unix socket.
     *
     * <p>Lua: {@code kong.request.get_port}. Phases: rewrite, access, response, preread.
     */
    int port();

    /**
     * Like {@link #scheme()}, but {@code X-Forwarded-Proto} if it comes from a trusted address; in lower case, otherwise as
     * the peer sent it.
     *
     * <p>Lua: {@code kong.request.get_forwarded_scheme}. Phases: rewrite, access, response.
     */
    String forwardedScheme();

    /**
     * Like {@link #host()}, but {@code X-Forwarded-Host} if it comes from a trusted address.
     *
     * <p>Lua: {@code kong.request.get_forwarded_host}. Phases: rewrite, access, response.
     */
    String forwardedHost();

    /**
     * Like {@link #port()}, but {@code X-Forwarded-Port} or the port of {@code X-Forwarded-Host} if they come from a trusted
     * address, and otherwise what Kong's {@code port_maps} says.
     *
     * <p>Lua: {@code kong.request.get_forwarded_port}. Phases: rewrite, access, response.
     */
    int forwardedPort();

    /**
     * Like {@link #path()}, but {@code X-Forwarded-Path} if it comes from a trusted address.
     *
     * <p>Lua: {@code kong.request.get_forwarded_path}; MsgPack only. Phases: rewrite, access, response.
     */
    String forwardedPath();

    /**
     * The path that Kong strips from the request, or {@code X-Forwarded-Prefix} if it comes from a trusted address.
     *
     * <p>Lua: {@code kong.request.get_forwarded_prefix}; MsgPack only. Phases: rewrite, access, response.
     */
    Optional<String> forwardedPrefix();

    /**
     * The version of HTTP: 1.0, 1.1, 2.0.
     *
     * <p>Lua: {@code kong.request.get_http_version}. Phases: rewrite, access, response.
     */
    double httpVersion();

    /**
     * The method, such as {@code GET}.
     *
     * <p>Lua: {@code kong.request.get_method}. Phases: rewrite, access, response.
     */
    String method();

    /**
     * The path without its query, normalized: dot segments and double slashes are gone, and percent-encoding is left only
     * where it matters. Decide on this one, not on {@link #rawPath()}.
     *
     * <p>Lua: {@code kong.request.get_path}. Phases: rewrite, access, response.
     */
    String path();

    /**
     * The path without its query, as the client wrote it.
     *
     * <p>Lua: {@code kong.request.get_raw_path}; MsgPack only. Phases: rewrite, access, response.
     */
    String rawPath();

    /**
     * The path and query as the client wrote them.
     *
     * <p>Lua: {@code kong.request.get_path_with_query}. Phases: rewrite, access, response.
     */
    String pathWithQuery();

    /**
     * The query without its question mark, as the client wrote it; empty if there is none.
     *
     * <p>Lua: {@code kong.request.get_raw_query}. Phases: rewrite, access, response.
     */
    String rawQuery();

    /**
     * The first value of a query argument, percent-decoded. An argument without a value, {@code ?name}, is "".
     *
     * <p>Lua: {@code kong.request.get_query_arg}, among the first 100 arguments. Phases: rewrite, access, response. In
     * ProtoBuf, Kong answers {@code ?name} with a 500, so the whole query is asked for instead.
     *
     * @param name the argument's name; upper and lower case differ
     */
    Optional<String> queryArg(String name);

    /**
     * The first 100 arguments of the query. What is beyond still reaches the upstream.
     *
     * <p>Lua: {@code kong.request.get_query}. Phases: rewrite, access, response.
     */
    default Query query() {
        return query(100);
    }

    /**
     * The arguments of the query.
     *
     * <p>Lua: {@code kong.request.get_query}. Phases: rewrite, access, response.
     *
     * @param max at most so many, from 1 to 1000
     */
    Query query(int max);

    /**
     * The first value of a header. Upper and lower case are the same, and so are {@code -} and {@code _}: asked for {@code
     * x-user}, Kong also finds {@code X_User}.
     *
     * <p>Lua: {@code kong.request.get_header}. Phases: rewrite, access, response, log. An empty header counts as
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
     * The first 100 headers. What is beyond still reaches the upstream.
     *
     * <p>Lua: {@code kong.request.get_headers}. Phases: rewrite, access, response, log.
     */
    default Headers headers() {
        return headers(100);
    }

    /**
     * The headers, as they would go to the upstream now.
     *
     * <p>Lua: {@code kong.request.get_headers}. Phases: rewrite, access, response, log.
     *
     * @param max at most so many, from 1 to 1000
     */
    Headers headers(int max);

    /**
     * The body; empty if there is none. Kong reads it whole before it answers.
     *
     * <p>Lua: {@code kong.request.get_raw_body}. Phases: rewrite, access, response. Bodies over nginx's {@code
     * client_body_buffer_size} (8 KiB by default) are in a file: in ProtoBuf this server reads it, which needs Kong's user on
     * Kong's host; in MsgPack Kong sends it (Kong 3.8 and later; earlier ones answer 500).
     *
     * @throws BodyOverLimitException if it is over {@link #DEFAULT_BODY_LIMIT}
     * @throws BodyUnavailableException if it cannot be read
     */
    default byte[] rawBody() {
        return rawBody(DEFAULT_BODY_LIMIT);
    }

    /**
     * The body, like {@link #rawBody()}, with a limit of one's own.
     *
     * @param maxBytes the largest body to accept, at least 0
     * @throws BodyOverLimitException if it is larger
     * @throws BodyUnavailableException if it cannot be read
     */
    byte[] rawBody(long maxBytes);

    /**
     * The body as text, read as UTF-8 if it is UTF-8, and else as ISO-8859-1.
     *
     * @throws BodyUnavailableException like {@link #rawBody()}
     */
    String bodyText();

    /**
     * The body, decoded by Kong after its {@code Content-Type}: JSON, {@code application/x-www-form-urlencoded} or {@code
     * multipart/form-data}. Empty if it is something else or malformed; Kong does not say why.
     *
     * <p>Lua: {@code kong.request.get_body}; MsgPack only. Phases: rewrite, access, response.
     *
     * @return a {@link java.util.Map} or a {@link java.util.List} of what {@link RequestContext} describes; JSON's null is
     *     null in it, an empty JSON object may be an empty list, and a form's arguments are texts, {@code true} for one
     *     without a value, and lists
     */
    Optional<Object> body();

    /**
     * Like {@link #body()}, for a type of one's own.
     *
     * @param mimeType the type to decode as
     * @param maxArgs how many arguments of a form, from 1 to 1000
     * @param maxFileBytes the largest body that is read from a file; 0 for any
     */
    Optional<Object> body(String mimeType, int maxArgs, long maxFileBytes);

    /**
     * What the groups of the route's path expression matched.
     *
     * <p>Lua: {@code kong.request.get_uri_captures}. Phases: rewrite, access, response, log.
     */
    UriCaptures uriCaptures();

    /**
     * When Kong began with the request.
     *
     * <p>Lua: {@code kong.request.get_start_time}; MsgPack only. Phases: rewrite, access, response, log. For ProtoBuf see
     * {@link Nginx#requestStartTime()}.
     */
    Instant startTime();
}
