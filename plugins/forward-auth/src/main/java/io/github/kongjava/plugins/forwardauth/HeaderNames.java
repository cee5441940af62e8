package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.plugins.support.ConnectionHeaders;
import java.util.List;
import java.util.Locale;

/** Which headers may be configured to be passed on. */
final class HeaderNames {

    private HeaderNames() {}

    /** The names, or an exception that names the field and the header that cannot be passed on. */
    static List<String> checked(String field, Iterable<String> names, boolean toService) {
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (ConnectionHeaders.contains(name)) {
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
