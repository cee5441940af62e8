package io.github.kongjava.pdk;

import java.time.Instant;
import java.util.Optional;

/**
 * The web server below Kong: {@code kong.nginx}.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface Nginx {

    /**
     * An nginx variable, such as {@code request_length}; empty if there is none of the name. An empty one counts as none, since
     * ProtoBuf does not tell them apart.
     *
     * <p>Lua: {@code kong.nginx.get_var}. Phases: rewrite, access, response, preread.
     *
     * @param name letters, digits and {@code _}
     */
    Optional<String> var(String name);

    /**
     * nginx's own request context, {@code ngx.ctx}, with Kong's internals in it: {@code kong.nginx.get_ctx} and {@code
     * set_ctx}. For one's own values there is {@link Ctx#shared()}. Phases: any. Kong fails on an internal that holds a
     * function; what it keeps under which name is its own affair and changes.
     */
    RequestContext ctx();

    /**
     * The version of TLS of the client's connection, such as {@code TLSv1.3}; empty if it is none.
     *
     * <p>Lua: {@code kong.nginx.get_tls1_version_str}. Phases: any.
     */
    Optional<String> tlsVersion();

    /**
     * {@code http} or {@code stream}.
     *
     * <p>Lua: {@code kong.nginx.get_subsystem}. Phases: any.
     */
    String subsystem();

    /**
     * When nginx began with the request, to the millisecond; the epoch where there is no HTTP request.
     *
     * <p>Lua: {@code kong.nginx.req_start_time}. Phases: any.
     */
    Instant requestStartTime();

    /**
     * Counts of connections and requests of this node.
     *
     * <p>Lua: {@code kong.nginx.get_statistics}; MsgPack only. Phases: any.
     */
    NginxStatistics statistics();
}
