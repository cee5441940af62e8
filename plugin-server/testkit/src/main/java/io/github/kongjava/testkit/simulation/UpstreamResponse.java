package io.github.kongjava.testkit.simulation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** The upstream's answer; the body is read once, by whoever needs it, and closed by him. */
public record UpstreamResponse(int status, List<Header> headers, InputStream body) {

    /** Keeps a copy of the headers. */
    public UpstreamResponse {
        headers = List.copyOf(headers);
    }

    /** An answer that is whole already. */
    public static UpstreamResponse of(int status, List<Header> headers, byte[] body) {
        return new UpstreamResponse(status, headers, new ByteArrayInputStream(body));
    }
}
