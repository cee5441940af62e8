package io.github.kongjava.e2e.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.probes.Digest;
import java.nio.charset.StandardCharsets;

/**
 * What reached the upstream, as its answer tells it.
 *
 * @param method for example {@code GET}
 * @param target path and query as they came
 * @param headers a character is a byte
 * @param length the body's, in bytes
 * @param sha256 the body's
 */
public record Echo(String method, String target, HeaderLines headers, int length, String sha256) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the upstream's answer. */
    public static Echo in(Answer answer) {
        JsonNode seen = answer.json();
        HeaderLines headers = HeaderLines.NONE;
        for (JsonNode line : seen.path("headers")) {
            headers = headers.with(line.get(0).asText(), line.get(1).asText());
        }
        return new Echo(
                seen.path("method").asText(),
                seen.path("target").asText(),
                headers,
                seen.path("length").asInt(),
                seen.path("sha256").asText());
    }

    static Answer of(Request request) {
        ObjectNode seen = JSON.createObjectNode();
        seen.put("method", request.method());
        seen.put("target", request.target());
        ArrayNode headers = seen.putArray("headers");
        request.headers()
                .lines()
                .forEach(line -> headers.addArray().add(line.name()).add(line.value()));
        seen.put("length", request.body().length);
        seen.put("sha256", Digest.of(request.body()));
        return Answer.of("application/json", seen.toString().getBytes(StandardCharsets.UTF_8))
                .with("X-Upstream", "echo");
    }
}
