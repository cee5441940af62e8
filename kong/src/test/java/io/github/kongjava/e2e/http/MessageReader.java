package io.github.kongjava.e2e.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads messages of HTTP/1.1 from one connection. Not thread-safe. */
final class MessageReader {

    private final InputStream in;

    MessageReader(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The first line of a message, or nothing if the peer has closed instead. */
    Optional<String> startLine() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        return Optional.of((char) first + line());
    }

    HeaderLines headers() throws IOException {
        HeaderLines headers = HeaderLines.NONE;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers = headers.with(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** The body that the headers announce; without an announcement what comes until the end, or nothing. */
    byte[] body(HeaderLines headers, boolean untilEnd) throws IOException {
        if (headers.first("transfer-encoding")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .equals("chunked")) {
            return chunks();
        }
        Optional<String> length = headers.first("content-length");
        if (length.isPresent()) {
            return exactly(Integer.parseInt(length.get()));
        }
        return untilEnd ? in.readAllBytes() : new byte[0];
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            byte[] chunk = exactly(Integer.parseInt(line().split(";", 2)[0].strip(), 16));
            if (chunk.length == 0) {
                headers();
                return body.toByteArray();
            }
            body.writeBytes(chunk);
            line();
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the message ended after: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
