package io.github.kongjava.testkit.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What goes to the upstream. Texts have one character a byte.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host to connect to
 * @param port its port
 * @param method the method
 * @param target path and query
 * @param headers the lines, Host among them
 * @param body the body
 * @param timeout how long the upstream may take to answer
 */
public record UpstreamRequest(
        String scheme,
        String host,
        int port,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        Duration timeout) {

    /** Keeps a copy of the headers. */
    public UpstreamRequest {
        headers = List.copyOf(headers);
    }
}
