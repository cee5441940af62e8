package io.github.kongjava.pdk;

/**
 * Counts of connections and requests of a Kong node.
 *
 * @param connectionsActive open client connections
 * @param connectionsReading connections whose request is being read
 * @param connectionsWriting connections whose response is being written
 * @param connectionsWaiting idle connections
 * @param connectionsAccepted connections since start
 * @param connectionsHandled connections since start that were served
 * @param totalRequests requests since start
 */
public record NginxStatistics(
        long connectionsActive,
        long connectionsReading,
        long connectionsWriting,
        long connectionsWaiting,
        long connectionsAccepted,
        long connectionsHandled,
        long totalRequests) {}
