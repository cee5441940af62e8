package io.github.kongjava.pdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service of Kong's configuration: an upstream API.
 *
 * @param id a UUID
 * @param name unique, if there is one
 * @param protocol such as {@code https}
 * @param host a host, or the name of an upstream in Kong
 * @param port a port
 * @param path what is put before the request's path
 * @param retries how often another target is tried
 * @param connectTimeoutMillis how long Kong waits to connect
 * @param writeTimeoutMillis how long Kong waits between two writes
 * @param readTimeoutMillis how long Kong waits between two reads
 * @param tags for grouping
 * @param clientCertificateId the id of the certificate that Kong shows the upstream
 * @param createdAt when it was made, to the second
 * @param updatedAt when it was last changed, to the second
 */
public record GatewayService(
        String id,
        Optional<String> name,
        String protocol,
        String host,
        int port,
        Optional<String> path,
        int retries,
        int connectTimeoutMillis,
        int writeTimeoutMillis,
        int readTimeoutMillis,
        List<String> tags,
        Optional<String> clientCertificateId,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {}
