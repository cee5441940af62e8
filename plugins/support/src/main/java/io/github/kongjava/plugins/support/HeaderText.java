package io.github.kongjava.plugins.support;

import java.util.Optional;

/** Texts from elsewhere that are to become the value of a header. */
public final class HeaderText {

    private HeaderText() {}

    /**
     * The text, if it can stand in a header as it is: visible characters, spaces and tabs of Latin-1, and not only blanks at
     * either end. Line breaks would begin another header; other characters would arrive as something else.
     */
    public static Optional<String> of(String text) {
        boolean fits =
                !text.isEmpty() && text.equals(text.strip()) && text.chars().allMatch(HeaderText::allowed);
        return fits ? Optional.of(text) : Optional.empty();
    }

    private static boolean allowed(int c) {
        return c == '\t' || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c <= 0xFF);
    }
}
