package io.github.kongjava.testkit.simulation;

import java.util.List;
import java.util.Optional;

/**
 * A request as a client sent it. Texts have one character a byte.
 *
 * @param method such as {@code GET}
 * @param target path and query as sent
 * @param httpVersion 1.0, 1.1 or 2
 * @param headers the lines in their order
 * @param body the body, decoded from chunks
 * @param peer how it came to the gateway
 */
public record ClientRequest(
        String method, String target, double httpVersion, List<Header> headers, byte[] body, Peer peer) {

    /**
     * The connection a request came on.
     *
     * @param scheme {@code http} or {@code https}
     * @param ip the client's address
     * @param port the client's port
     * @param gatewayPort the port it came in at
     * @param tlsVersion such as {@code TLSv1.3}
     */
    public record Peer(String scheme, String ip, int port, int gatewayPort, Optional<String> tlsVersion) {

        /** Plain HTTP from this machine. */
        public static Peer local(int gatewayPort) {
            return new Peer("http", "127.0.0.1", 49152, gatewayPort, Optional.empty());
        }
    }

    /** Keeps a copy of the headers. */
    public ClientRequest {
        headers = List.copyOf(headers);
    }

    /** A request without body from this machine. */
    public static ClientRequest get(String target, Header... headers) {
        return new ClientRequest("GET", target, 1.1, List.of(headers), new byte[0], Peer.local(8000));
    }

    /** The target's path, as sent. */
    public String rawPath() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The target's query, as sent; empty if there is none. */
    public String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }
}
