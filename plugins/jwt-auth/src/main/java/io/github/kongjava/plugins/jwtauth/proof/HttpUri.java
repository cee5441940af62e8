package io.github.kongjava.plugins.jwtauth.proof;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/** Addresses of requests, compared as RFC 9449, 4.3 asks: after normalization (RFC 3986, 6.2.2 and 6.2.3), without query. */
final class HttpUri {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private HttpUri() {}

    /** Whether both are the same; what is no address is like nothing else. */
    static boolean same(String one, String other) {
        Optional<String> normalized = normalized(one);
        return normalized.isPresent() && normalized.equals(normalized(other));
    }

    static Optional<String> normalized(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path(uri.getRawPath()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String path(String raw) {
        String path = plain(raw);
        Deque<String> segments = new ArrayDeque<>();
        String last = "";
        // The part before the first slash is empty.
        for (String segment :
                path.isEmpty() ? new String[] {""} : path.substring(1).split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".")) {
                segments.addLast(segment);
            }
            last = segment;
        }
        boolean directory = last.equals(".") || last.equals("..");
        return "/" + String.join("/", segments) + (directory && !segments.isEmpty() ? "/" : "");
    }

    /** Escapes in capitals, and none for what needs none. */
    private static String plain(String path) {
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                // java.net.URI has seen to it that two hexadecimal digits follow.
                String escape = path.substring(i, i + 3).toUpperCase(Locale.ROOT);
                char meant = (char) Integer.parseInt(escape.substring(1), 16);
                plain.append(UNRESERVED.indexOf(meant) >= 0 ? String.valueOf(meant) : escape);
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
