package io.github.kongjava.plugins.forwardauth;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * All that the service is told of a request.
 *
 * @param method of the request to the service
 * @param headers the lines in their order
 * @param body empty if none is sent
 * @param repeatable whether asking twice does no harm
 */
record Question(String method, List<Line> headers, byte[] body, boolean repeatable) {

    /** One header. */
    record Line(String name, String value) {}

    HttpRequest to(URI service) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(line -> request.header(line.name(), line.value()));
        return request.build();
    }

    /** Equal for two requests only if the service and the identity that Kong knows are told the very same. */
    String key(String identity) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, identity.getBytes(StandardCharsets.UTF_8));
            add(digest, method.getBytes(StandardCharsets.UTF_8));
            for (Line line : headers) {
                add(digest, line.name().getBytes(StandardCharsets.UTF_8));
                add(digest, line.value().getBytes(StandardCharsets.UTF_8));
            }
            add(digest, body);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The length goes first, so that no two sequences of parts read the same. */
    private static void add(MessageDigest digest, byte[] part) {
        int length = part.length;
        digest.update(
                new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
        digest.update(part);
    }
}
