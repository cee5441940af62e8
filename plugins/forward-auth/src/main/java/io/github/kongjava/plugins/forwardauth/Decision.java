package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.pdk.Headers;

/** What came of asking the service. Immutable. */
sealed interface Decision {

    /** The request may pass; the upstream gets these headers. */
    record Allowed(Headers upstream) implements Decision {}

    /** The request may not pass; this is the client's answer. */
    record Refused(int status, Headers headers, byte[] body) implements Decision {}

    /** There is no decision, for a reason that the log may show. */
    record Undecided(String reason) implements Decision {}
}
