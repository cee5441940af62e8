package io.github.kongjava.plugins.forwardauth;

import java.nio.charset.StandardCharsets;

/** Texts for headers to the service, which are ASCII: the JDK's client would send a question mark for anything else. */
final class VisibleText {

    private VisibleText() {}

    /** The text with everything percent-encoded that is not a visible character of ASCII. */
    static String of(String text) {
        if (text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0x20 && octet < 0x7F) {
                visible.append((char) octet);
            } else {
                visible.append(String.format("%%%02X", octet & 0xFF));
            }
        }
        return visible.toString();
    }

    /** Whether the text arrives as it is. */
    static boolean fits(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7F));
    }
}
