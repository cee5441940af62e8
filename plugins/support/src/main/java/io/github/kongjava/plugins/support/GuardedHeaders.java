package io.github.kongjava.plugins.support;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Headers that only the gateway may set, since an upstream believes them. A client's copies are removed in every spelling
 * that an upstream could read as the same name, and requests that would undo this are refused.
 *
 * <p>Immutable, thread safe.
 */
public final class GuardedHeaders {

    /** Kong shows a plugin no more than so many header lines; what lies beyond reaches the upstream unseen. */
    private static final int LINES_VISIBLE = 1000;

    private static final List<String> IDENTITY_PREFIXES =
            List.of("x-consumer-", "x-credential-", "x-authenticated-", "x-anonymous-consumer");

    private final Set<String> names;
    private final List<String> prefixes;
    private final boolean identityStays;

    private GuardedHeaders(Collection<String> names, List<String> prefixes, boolean identityStays) {
        Set<String> readings = new HashSet<>();
        names.forEach(name -> readings.add(reading(name)));
        this.names = Set.copyOf(readings);
        this.prefixes = List.copyOf(prefixes);
        this.identityStays = identityStays;
    }

    /** Guards these names. */
    public static GuardedHeaders of(Collection<String> names) {
        return new GuardedHeaders(names, List.of(), false);
    }

    /**
     * Guards these names and all in which Kong and its authentication plugins tell the upstream who the client is: {@code
     * X-Consumer-*}, {@code X-Credential-*}, {@code X-Authenticated-*}, {@code X-Anonymous-Consumer}.
     */
    public static GuardedHeaders ofIdentityAnd(Collection<String> names) {
        return new GuardedHeaders(names, IDENTITY_PREFIXES, false);
    }

    /**
     * Like {@link #ofIdentityAnd}, for requests that another plugin has authenticated before: the headers in which it tells
     * who the client is stay. Only what is spelled otherwise, and so comes from the client, is removed.
     */
    public static GuardedHeaders ofForgedIdentityAnd(Collection<String> names) {
        return new GuardedHeaders(names, IDENTITY_PREFIXES, true);
    }

    /**
     * Removes the client's copies. To be called in rewrite or access, before the plugin sets any of these headers.
     *
     * @param kong the request at hand
     * @throws io.github.kongjava.pdk.ExitException after a 400 to a client that sends so many headers that some cannot be
     *     seen, or that names a guarded one in {@code Connection}, for which Kong would remove what a plugin sets
     */
    public void removeFrom(Kong kong) {
        Headers headers = visible(kong);
        Optional<String> fault = fault(headers);
        if (fault.isPresent()) {
            throw JsonAnswer.of(400, fault.get()).exit(kong);
        }
        remove(kong, headers);
    }

    /** All header lines that a plugin can see. For {@link #fault} and {@link #remove}, which {@link #removeFrom} puts together. */
    public static Headers visible(Kong kong) {
        return kong.request().headers(LINES_VISIBLE);
    }

    /**
     * Why a request with these headers is to be answered by 400: so many that some cannot be seen, or a guarded one named in
     * {@code Connection}.
     */
    public Optional<String> fault(Headers visible) {
        int lines = 0;
        for (String name : visible.names()) {
            lines += visible.all(name).size();
        }
        if (lines >= LINES_VISIBLE) {
            return Optional.of("too many request headers");
        }
        boolean named = visible.all("connection").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(token -> guards(token.strip()));
        return named ? Optional.of("the Connection header names a header that is reserved") : Optional.empty();
    }

    /** Removes the client's copies among these headers. */
    public void remove(Kong kong, Headers visible) {
        for (String name : visible.names()) {
            if (guards(name) && !stays(name)) {
                kong.service().request().clearHeader(name);
            }
        }
    }

    /** Whether an upstream could take the name for one of these. */
    public boolean guards(String name) {
        String reading = reading(name);
        return names.contains(reading) || prefixes.stream().anyMatch(reading::startsWith);
    }

    private boolean stays(String name) {
        String reading = reading(name);
        return identityStays && !names.contains(reading) && reading.equalsIgnoreCase(name);
    }

    /** CGI and its heirs hand headers on as upper-case letters with {@code _} for anything but letters and digits. */
    private static String reading(String name) {
        StringBuilder reading = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            reading.append(plain ? c : '-');
        }
        return reading.toString();
    }
}
