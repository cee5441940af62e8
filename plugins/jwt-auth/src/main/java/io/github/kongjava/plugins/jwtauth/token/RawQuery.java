package io.github.kongjava.plugins.jwtauth.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A query as the client wrote it: Kong's own reading of it ends after a hundred arguments, the upstream's need not. */
final class RawQuery {

    private RawQuery() {}

    /** The values of all arguments of a name. */
    static List<String> values(String query, String name) {
        return arguments(query)
                .filter(argument -> isNamed(argument, name))
                .map(argument -> decoded(argument.substring(Math.min(argument.length(), nameEnd(argument) + 1))))
                .toList();
    }

    /** The query without the arguments of a name. */
    static String without(String query, String name) {
        return String.join(
                "&",
                arguments(query).filter(argument -> !isNamed(argument, name)).toList());
    }

    private static java.util.stream.Stream<String> arguments(String query) {
        return Arrays.stream(query.split("&", -1)).filter(argument -> !argument.isEmpty());
    }

    private static boolean isNamed(String argument, String name) {
        return decoded(argument.substring(0, nameEnd(argument))).equals(name);
    }

    private static int nameEnd(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument.length() : equals;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A lone percent sign: no token has one, so as it stands it is refused as a value and foreign as a name.
            return text;
        }
    }
}
