package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.JsonAnswer;

/**
 * The answer to a request that may not pass, with a line in Kong's log. Immutable, thread safe.
 *
 * @param status of the answer
 * @param detail what the client is told
 * @param headers besides that of the body
 */
record Refusal(int status, String detail, Headers headers) {

    Refusal(int status, String detail) {
        this(status, detail, Headers.EMPTY);
    }

    /** Nobody's request, or nobody knows whose. */
    RuntimeException exit(Kong kong) {
        throw exit(kong, detail);
    }

    /**
     * Answers the client and ends the phase.
     *
     * @param reason for the log; nothing of the request is in it but a well-formed name
     */
    RuntimeException exit(Kong kong, String reason) {
        kong.log().info("tenant-guard refuses with " + status + ": " + reason);
        throw JsonAnswer.problem(status, title(), detail).with(headers).exit(kong);
    }

    private String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 429 -> "Too Many Requests";
            default -> "Service Unavailable";
        };
    }
}
