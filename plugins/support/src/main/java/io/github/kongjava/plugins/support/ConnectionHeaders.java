package io.github.kongjava.plugins.support;

import java.util.Locale;
import java.util.Set;

/** Headers of one connection (RFC 9110, 7.6.1) or of one message's framing, which nobody may pass on or set by name. */
public final class ConnectionHeaders {

    private static final Set<String> NAMES = Set.of(
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

    private ConnectionHeaders() {}

    /** Whether a name, in any case, is one of them. */
    public static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
