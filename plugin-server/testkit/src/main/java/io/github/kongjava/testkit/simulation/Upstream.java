package io.github.kongjava.testkit.simulation;

import java.io.IOException;

/** Where requests go when all plugins have let them pass. */
@FunctionalInterface
public interface Upstream {

    /**
     * Sends the request and gives the answer as soon as its headers are there.
     *
     * @throws java.net.UnknownHostException if its name is unknown: the client gets a 503, as an exit of Kong's own
     * @throws java.net.SocketTimeoutException if it takes too long: the client gets a 504
     * @throws IOException if the upstream cannot be reached or answers with nonsense: the client gets a 502
     */
    UpstreamResponse send(UpstreamRequest request) throws IOException;
}
