package io.github.kongjava.pdk;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the request: {@code kong.client}.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface Client {

    /** {@code kong.client.tls}: the TLS connection with the client. */
    ClientTls tls();

    /**
     * The address of the peer that connected to Kong, which may be a load balancer.
     *
     * <p>Lua: {@code kong.client.get_ip}. Phases: rewrite, access, response, preread.
     */
    String ip();

    /**
     * The address of the client, after the headers of trusted proxies.
     *
     * <p>Lua: {@code kong.client.get_forwarded_ip}. Phases: rewrite, access, response, preread.
     */
    String forwardedIp();

    /**
     * The port of the peer that connected to Kong; empty for a Unix socket.
     *
     * <p>Lua: {@code kong.client.get_port}. Phases: rewrite, access, response, preread.
     */
    OptionalInt port();

    /**
     * The port of the client; empty if a trusted proxy named the client's address without port.
     *
     * <p>Lua: {@code kong.client.get_forwarded_port}. Phases: rewrite, access, response, preread.
     */
    OptionalInt forwardedPort();

    /**
     * The credential with which an authentication plugin let the request pass.
     *
     * <p>Lua: {@code kong.client.get_credential}. Phases: access, response, log.
     */
    Optional<Credential> credential();

    /**
     * The consumer that an authentication plugin found.
     *
     * <p>Lua: {@code kong.client.get_consumer}. Phases: access, response, log.
     */
    Optional<Consumer> consumer();

    /**
     * Looks a consumer up.
     *
     * <p>Lua: {@code kong.client.load_consumer}. Phases: access, response, log.
     *
     * @param id a UUID
     */
    Optional<Consumer> loadConsumer(String id);

    /**
     * Looks a consumer up by its user name or, if it is a UUID, by its id first.
     *
     * <p>Lua: {@code kong.client.load_consumer} with search_by_username. Phases: access, response, log.
     *
     * @param username not empty
     */
    Optional<Consumer> loadConsumerByUsername(String username);

    /**
     * Says who the client is, in place of what earlier plugins said. Headers for the upstream are not set.
     *
     * <p>Lua: {@code kong.client.authenticate}. Phases: access. In ProtoBuf, Kong keeps "" for what the consumer or the
     * credential leaves empty.
     *
     * @param consumer the consumer, or null if it is not known
     * @param credential the credential, or null if there is none; not both may be null
     */
    void authenticate(@Nullable Consumer consumer, @Nullable Credential credential);

    /** The protocol of the request, as the peer of Kong spoke it; see {@link #protocol(boolean)}. */
    default Optional<String> protocol() {
        return protocol(false);
    }

    /**
     * The protocol of the request, as its route names it: {@code http}, {@code https}, {@code grpc}, … Empty if there is no
     * route, or if a trusted proxy's {@code X-Forwarded-Proto} is malformed.
     *
     * <p>Lua: {@code kong.client.get_protocol}. Phases: access, response.
     *
     * @param allowTerminated whether {@code X-Forwarded-Proto} of a trusted proxy counts
     */
    Optional<String> protocol(boolean allowTerminated);
}
