package io.github.kongjava.plugins.responserewrite.body;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.SearchedText;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;

/**
 * A replacement in texts. Thread safe.
 *
 * @param pattern what is replaced
 * @param replacement what takes its place, with groups
 */
public record TextEdit(Pattern pattern, String replacement) {

    /**
     * Tries the replacement, since its groups are looked at only where something is found.
     *
     * @throws IllegalArgumentException if it names a group that the pattern does not have
     */
    public TextEdit {
        Pattern finding = Pattern.compile("(?:" + pattern.pattern() + ")|^");
        try {
            finding.matcher("").replaceFirst(replacement);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("replacement: " + e.getMessage(), e);
        }
    }

    String in(String text, int limit) throws UnusableBodyException {
        return SearchedText.search(text, new CharacterBudget(limit), searched -> replaced(text, searched, limit));
    }

    private String replaced(String text, SearchedText searched, int limit) throws UnusableBodyException {
        Matcher matcher = pattern.matcher(searched);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        do {
            matcher.appendReplacement(replaced, replacement);
            if (replaced.length() > limit) {
                throw new UnusableBodyException("the new body has more than " + limit + " bytes");
            }
        } while (matcher.find());
        return matcher.appendTail(replaced).toString();
    }
}
