package io.github.kongjava.plugins.support;

import io.github.kongjava.pdk.Kong;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sends requests elsewhere than their service says. Kong keeps to itself whether the host of a service is a name or an address,
 * and takes what it is given instead for the same: a name for a service with an address becomes a 500. So that is found before.
 */
public final class Elsewhere {

    /** IPv4, or IPv6 with or without brackets. */
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|.*:.*");

    private Elsewhere() {}

    /**
     * Sends a request to an upstream of Kong. Phases: access.
     *
     * @return why that does not work; the request must not go on then
     */
    public static Optional<String> toUpstream(Kong kong, String name) {
        if (hasAddress(kong)) {
            return Optional.of("upstream " + name + " needs a service whose host is a name, not an address");
        }
        return kong.service().setUpstream(name) ? Optional.empty() : Optional.of("Kong knows no upstream " + name);
    }

    /**
     * Sends a request to a host. Phases: access.
     *
     * @return why that does not work; the request must not go on then
     */
    public static Optional<String> toTarget(Kong kong, String host, int port) {
        if (!ADDRESS.matcher(host).matches() && hasAddress(kong)) {
            return Optional.of("target " + host + " is a name, and needs a service whose host is one too");
        }
        kong.service().setTarget(host, port);
        return Optional.empty();
    }

    private static boolean hasAddress(Kong kong) {
        return kong.router()
                .service()
                .filter(service -> ADDRESS.matcher(service.host()).matches())
                .isPresent();
    }
}
