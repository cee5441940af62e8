package io.github.kongjava.plugins.responserewrite.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Masks what a pattern finds in texts. Thread safe.
 *
 * @param pattern what is found
 * @param mask what becomes of it
 */
public record PatternMask(Pattern pattern, Mask mask) {

    /** The text with what is found masked. */
    String in(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        do {
            // An empty match is nothing that could be seen.
            if (matcher.end() > matcher.start()) {
                masked.append(text, from, matcher.start());
                masked.append(mask.of(matcher.group()).orElse(""));
                from = matcher.end();
            }
        } while (matcher.find());
        return masked.append(text, from, text.length()).toString();
    }
}
