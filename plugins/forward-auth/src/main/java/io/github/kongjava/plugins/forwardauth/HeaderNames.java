package io.github.kongjava.plugins.forwardauth;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers may be configured to be passed on. */
final class HeaderNames {

    /** Those of one connection (RFC 9110, 7.6.1), of the message's framing, and what the JDK's client sets itself. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "content-length",
            "host");

    private HeaderNames() {}

    /** The names, or an exception that names the field and the header that cannot be passed on. */
    static List<String> checked(String field, Iterable<String> names, boolean toService) {
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (OF_A_CONNECTION.contains(lower)) {
                throw new IllegalArgumentException(field + ": " + name
                        + " belongs to one connection or message and is never" + " passed on; remove it");
            }
            if (toService && lower.startsWith("x-forwarded-")) {
                throw new IllegalArgumentException(
                        field + ": " + name + " is set by the plugin itself or not at all; remove it");
            }
        }
        return java.util.stream.StreamSupport.stream(names.spliterator(), false).toList();
    }
}
