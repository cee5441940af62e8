package io.github.kongjava.plugins.jwtauth.token;

import java.util.ArrayList;
import java.util.List;

/** The header Cookie (RFC 6265, 5.4), as it is. */
final class Cookies {

    private Cookies() {}

    /** The values of all cookies of a name. */
    static List<String> values(List<String> headers, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : pairs(headers)) {
            if (isNamed(pair, name)) {
                values.add(pair.substring(pair.indexOf('=') + 1).strip());
            }
        }
        return values;
    }

    /** The header without the cookies of a name; empty if there are no others. */
    static String without(List<String> headers, String name) {
        return String.join(
                "; ",
                pairs(headers).stream().filter(pair -> !isNamed(pair, name)).toList());
    }

    private static List<String> pairs(List<String> headers) {
        List<String> pairs = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                if (!pair.isBlank()) {
                    pairs.add(pair.strip());
                }
            }
        }
        return pairs;
    }

    private static boolean isNamed(String pair, String name) {
        int equals = pair.indexOf('=');
        return equals >= 0 && pair.substring(0, equals).strip().equals(name);
    }
}
