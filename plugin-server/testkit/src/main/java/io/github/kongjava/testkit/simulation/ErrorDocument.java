package io.github.kongjava.testkit.simulation;

import java.util.Map;

/** The bodies of Kong's own error answers. */
final class ErrorDocument {

    /** How Kong names itself. */
    static final String SERVER = "kong/3.9.3";

    private static final Map<Integer, String> MESSAGES = Map.of(
            400, "Bad request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not found",
            405, "Method not allowed",
            429, "Too many requests",
            500, "An unexpected error occurred",
            502, "An invalid response was received from the upstream server",
            503, "The upstream server is currently unavailable",
            504, "The upstream server is timing out");

    private ErrorDocument() {}

    static String message(int status) {
        return MESSAGES.getOrDefault(status, "The upstream server responded with " + status);
    }

    static byte[] json(String message, String requestId) {
        return ByteText.bytes("{\n  \"message\":\"" + message + "\",\n  \"request_id\":\"" + requestId + "\"\n}");
    }
}
