package io.github.kongjava.pdk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route of Kong's configuration. Lists are empty where the route names none.
 *
 * @param id a UUID
 * @param name unique, if there is one
 * @param protocols such as {@code https}
 * @param methods which methods match
 * @param hosts which hosts match
 * @param paths which paths match
 * @param headers which header values match; in ProtoBuf always empty
 * @param httpsRedirectStatusCode the status for requests over the wrong protocol
 * @param regexPriority the order among routes with path expressions
 * @param stripPath whether the matching part of the path is taken off
 * @param preserveHost whether the upstream sees the client's host
 * @param snis which server names of TLS match
 * @param sources which addresses of streams match
 * @param destinations which addresses of streams match
 * @param tags for grouping
 * @param serviceId the id of the route's service
 * @param createdAt when it was made, to the second
 * @param updatedAt when it was last changed, to the second
 */
public record Route(
        String id,
        Optional<String> name,
        List<String> protocols,
        List<String> methods,
        List<String> hosts,
        List<String> paths,
        Map<String, List<String>> headers,
        int httpsRedirectStatusCode,
        int regexPriority,
        boolean stripPath,
        boolean preserveHost,
        List<String> snis,
        List<Endpoint> sources,
        List<Endpoint> destinations,
        List<String> tags,
        Optional<String> serviceId,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {

    /**
     * One end of a stream.
     *
     * @param ip an address or a range of them, such as {@code 10.0.0.0/8}
     * @param port a port
     */
    public record Endpoint(Optional<String> ip, OptionalInt port) {}
}
