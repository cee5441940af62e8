package io.github.kongjava.testkit.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What the client gets. The body is read once. */
public record GatewayResponse(int status, List<Header> headers, InputStream body) {

    /** Keeps a copy of the headers. */
    public GatewayResponse {
        headers = List.copyOf(headers);
    }

    static GatewayResponse of(int status, Headers headers, byte[] body) {
        return new GatewayResponse(status, headers.lines(), new ByteArrayInputStream(body));
    }

    /** The rest of the body. */
    public byte[] bytes() throws IOException {
        return body.readAllBytes();
    }
}
