package io.github.kongjava.plugins.responserewrite.json;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901) as names. */
public final class Pointer {

    private Pointer() {}

    /**
     * The names on the way to the place.
     *
     * @throws IllegalArgumentException if it is no pointer
     */
    public static List<String> names(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("a JSON pointer is empty or begins with /, unlike " + pointer);
        }
        List<String> names = new ArrayList<>();
        for (String part : pointer.substring(1).split("/", -1)) {
            if (part.replace("~0", "/").replace("~1", "/").contains("~")) {
                throw new IllegalArgumentException("in a JSON pointer ~ is written ~0, unlike in " + pointer);
            }
            names.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return List.copyOf(names);
    }
}
