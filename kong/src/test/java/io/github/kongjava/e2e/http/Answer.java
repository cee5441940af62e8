package io.github.kongjava.e2e.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An answer as its bytes say it. Immutable, but for the body's bytes.
 *
 * @param status for example 200
 * @param headers in their order
 * @param body decoded from chunks, but not from gzip
 */
public record Answer(int status, HeaderLines headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A 200 with a body. */
    public static Answer of(String contentType, byte[] body) {
        return new Answer(200, HeaderLines.NONE.with("Content-Type", contentType), body);
    }

    /** The same in chunks of so many bytes, with a trailer. */
    public Answer inChunks(int size) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            int length = Math.min(size, body.length - at);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, at, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\nX-Trailer: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        HeaderLines with = headers.with("Transfer-Encoding", "chunked").with("Trailer", "X-Trailer");
        return new Answer(status, with, chunks.toByteArray());
    }

    /** The same with one more header line. */
    public Answer with(String name, String value) {
        return new Answer(status, headers.with(name, value), body);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** All values of a header. */
    public List<String> headerValues(String name) {
        return headers.all(name);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + this, e);
        }
    }

    byte[] head() {
        String length = chunked() ? "" : "Content-Length: " + body.length + "\r\n";
        return ("HTTP/1.1 " + status + " Status\r\n" + headers.text() + length + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean chunked() {
        return headers.first("transfer-encoding").isPresent();
    }

    @Override
    public String toString() {
        return status + " " + headers.lines() + " " + (body.length > 1000 ? body.length + " bytes" : text());
    }
}
