package io.github.kongjava.plugins.tenantguard.identity;

import java.util.Optional;

/**
 * A text in which one {@code *} stands for a name. Immutable.
 *
 * @param before what stands before the name
 * @param after what stands behind it
 */
record Pattern(String before, String after) {

    /** Takes the whole text for the name. */
    static final Pattern WHOLE = new Pattern("", "");

    /**
     * Reads {@code *.example.com} and the like.
     *
     * @throws IllegalArgumentException if there is not exactly one {@code *}
     */
    static Pattern of(String text) {
        int star = text.indexOf('*');
        if (star < 0 || text.indexOf('*', star + 1) >= 0) {
            throw new IllegalArgumentException("\"" + text + "\" must have exactly one *");
        }
        return new Pattern(text.substring(0, star), text.substring(star + 1));
    }

    /** The name in a text; empty if the text is not like this. */
    Optional<String> name(String text) {
        boolean like =
                text.length() > before.length() + after.length() && text.startsWith(before) && text.endsWith(after);
        return like ? Optional.of(text.substring(before.length(), text.length() - after.length())) : Optional.empty();
    }
}
