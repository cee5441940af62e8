package io.github.kongjava.e2e.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A request as its bytes say it. Immutable, but for the body's bytes.
 *
 * @param method for example {@code GET}
 * @param target path and query, not decoded
 * @param headers in their order
 * @param body empty if there is none
 */
public record Request(String method, String target, HeaderLines headers, byte[] body) {

    /** A GET without a body. */
    public static Request get(String target) {
        return new Request("GET", target, HeaderLines.NONE, new byte[0]);
    }

    /** A POST. */
    public static Request post(String target, byte[] body) {
        return new Request("POST", target, HeaderLines.NONE, body);
    }

    /** The same with one more header line. */
    public Request with(String name, String value) {
        return new Request(method, target, headers.with(name, value), body);
    }

    /** The same, but the body is sent without announcing its size. */
    public Request inChunks() {
        return with("Transfer-Encoding", "chunked");
    }

    /** The target up to its query. */
    public String path() {
        return target.split("\\?", 2)[0];
    }

    private byte[] head() {
        HeaderLines all = headers;
        if (all.first("host").isEmpty()) {
            all = all.with("Host", "gateway.test");
        }
        if (!isChunked() && (body.length > 0 || !method.equals("GET"))) {
            all = all.with("Content-Length", Integer.toString(body.length));
        }
        return (method + " " + target + " HTTP/1.1\r\n" + all.text() + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(OutputStream out) throws IOException {
        out.write(head());
        if (isChunked()) {
            out.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write(body);
        }
        out.flush();
    }

    private boolean isChunked() {
        return headers.first("transfer-encoding").isPresent();
    }
}
