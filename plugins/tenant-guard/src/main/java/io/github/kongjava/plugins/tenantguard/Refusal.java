package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request that may not pass, with a line in Kong's log. Immutable, thread safe.
 *
 * @param answer to the client
 * @param detail what the client is told
 */
record Refusal(JsonAnswer answer, String detail) {

    /** What the IETF's draft of the RateLimit fields calls it. */
    private static final String QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    /** With a status that says what is wrong, and what the client is told. */
    Refusal(int status, String detail) {
        this(JsonAnswer.problem(status, title(status), detail), detail);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            default -> "Service Unavailable";
        };
    }

    /**
     * For limits that are used up.
     *
     * @param detail what the client is told
     * @param told its limits, of which some are
     * @param waitMillis until one more may fit
     * @param fields that tell them
     */
    static Refusal usedUp(String detail, List<Told> told, long waitMillis, Headers fields) {
        List<String> violated =
                told.stream().filter(Told::isUsedUp).map(Told::name).toList();
        Headers.Builder headers = Headers.builder();
        fields.asMap().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        headers.add("Retry-After", Long.toString(Math.max(1, RateFields.seconds(waitMillis))));
        JsonAnswer answer = JsonAnswer.problem(
                QUOTA_EXCEEDED, 429, "Quota Exceeded", detail, Map.of("violated-policies", violated));
        return new Refusal(answer.with(headers.build()), detail);
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
        kong.log().info("tenant-guard refuses with " + answer.status() + ": " + reason);
        throw answer.exit(kong);
    }
}
