package io.github.kongjava.pdk;

import java.util.List;
import java.util.Map;

/**
 * What goes to the upstream: {@code kong.service.request}. Header values are texts without control characters; an empty
 * one is sent as a blank.
 *
 * <p>Beware of headers that say who the client is: Kong deletes a header that the client names in {@code Connection}, also
 * one that a plugin has set; and {@code X_User} is another header than {@code X-User} here, but the same to many upstreams.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface ServiceRequest {

    /**
     * Sets the scheme.
     *
     * <p>Lua: {@code kong.service.request.set_scheme}. Phases: rewrite, access.
     *
     * @param scheme {@code http} or {@code https}
     */
    void setScheme(String scheme);

    /**
     * Sets the path, in place of the one that the service's and the client's path make.
     *
     * <p>Lua: {@code kong.service.request.set_path}. Phases: rewrite, access; Kong's router replaces it after rewrite.
     *
     * @param path begins with {@code /}, has no query; what needs percent-encoding is encoded
     */
    void setPath(String path);

    /**
     * Sets the query.
     *
     * <p>Lua: {@code kong.service.request.set_raw_query}. Phases: rewrite, access.
     *
     * @param query percent-encoded, without question mark
     */
    void setRawQuery(String query);

    /**
     * Sets the method.
     *
     * <p>Lua: {@code kong.service.request.set_method}. Phases: rewrite, access.
     *
     * @param method GET, HEAD, PUT, POST, DELETE, OPTIONS, PATCH, TRACE, or one of WebDAV's MKCOL, COPY, MOVE, PROPFIND,
     *     PROPPATCH, LOCK, UNLOCK
     */
    void setMethod(String method);

    /**
     * Sets the query, in place of all its arguments; Kong sorts and encodes them.
     *
     * <p>Lua: {@code kong.service.request.set_query}. Phases: rewrite, access.
     */
    void setQuery(Query query);

    /** Like {@link #setQuery(Query)}, for a map that {@link Query#of(Map)} takes. */
    default void setQuery(Map<String, ?> query) {
        setQuery(Query.of(query));
    }

    /**
     * Removes an argument from the query.
     *
     * <p>Lua: {@code kong.service.request.clear_query_arg} (Kong 3.9 and later); MsgPack only. Phases: rewrite, access.
     */
    void clearQueryArg(String name);

    /**
     * Sets a header, in place of all its values. {@code Host} sets what the upstream sees as its host; {@code :authority} is
     * for gRPC.
     *
     * <p>Lua: {@code kong.service.request.set_header}. Phases: rewrite, access.
     */
    void setHeader(String name, String value);

    /** Like {@link #setHeader(String, String)}, with bytes that need not be UTF-8. */
    void setHeader(String name, byte[] value);

    /** Like {@link #setHeader(String, String)}, with several values, at least one. Not for {@code Host}. */
    void setHeader(String name, List<String> values);

    /**
     * Adds a value to a header. Not for {@code Host}.
     *
     * <p>Lua: {@code kong.service.request.add_header}. Phases: rewrite, access.
     */
    void addHeader(String name, String value);

    /** Like {@link #addHeader(String, String)}, with bytes that need not be UTF-8. */
    void addHeader(String name, byte[] value);

    /**
     * Removes all values of a header; {@code X_User} stays when {@code X-User} goes.
     *
     * <p>Lua: {@code kong.service.request.clear_header}. Phases: rewrite, access.
     */
    void clearHeader(String name);

    /**
     * Sets several headers, each in place of all its values.
     *
     * <p>Lua: {@code kong.service.request.set_headers}. Phases: rewrite, access.
     */
    void setHeaders(Headers headers);

    /** Like {@link #setHeaders(Headers)}, for a map that {@link Headers#of(Map)} takes. */
    default void setHeaders(Map<String, ?> headers) {
        setHeaders(Headers.of(headers));
    }

    /**
     * Sets the body; {@code Content-Length} follows.
     *
     * <p>Lua: {@code kong.service.request.set_raw_body}. Phases: rewrite, access.
     */
    void setRawBody(byte[] body);

    /** Like {@link #setRawBody(byte[])}, in UTF-8. */
    void setRawBody(String body);

    /**
     * Sets the body and {@code Content-Type}; Kong encodes it, as the {@code Content-Type} that the request has says.
     *
     * <p>Lua: {@code kong.service.request.set_body}; MsgPack only. Phases: rewrite, access. Kong writes an empty list as an
     * empty JSON object.
     *
     * @param body what {@link RequestContext} describes; for a form texts, numbers and lists of them, and {@code true} for an
     *     argument without a value; for {@code multipart/form-data} texts, numbers and booleans
     * @throws IllegalArgumentException also if the request has none of the types of {@link #setBody(Map, String)}
     */
    void setBody(Map<String, ?> body);

    /**
     * Like {@link #setBody(Map)}, with a type of one's own.
     *
     * @param mimeType {@code application/json}, {@code application/x-www-form-urlencoded} or {@code multipart/form-data}, with
     *     or without parameters
     */
    void setBody(Map<String, ?> body, String mimeType);

    /**
     * Makes Kong read the whole response before it goes on, as a plugin with the response phase does by itself. Not for
     * streaming or HTTP/2 upstreams.
     *
     * <p>Lua: {@code kong.service.request.enable_buffering}; MsgPack only. Phases: rewrite, access.
     */
    void enableBuffering();
}
