package io.github.kongjava.plugins.responserewrite.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.SearchedText;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;

/**
 * Masks what a pattern finds in texts. Thread safe.
 *
 * @param pattern what is found
 * @param mask what becomes of it
 * @param joins whether nothing takes its place, so that what was before it and behind it stand together
 */
public record PatternMask(Pattern pattern, Mask mask, boolean joins) {

    /** The text with what is found masked. */
    String in(String text, CharacterBudget budget) throws UnusableBodyException {
        return SearchedText.search(text, budget, searched -> replaced(text, searched, budget));
    }

    private String replaced(String text, SearchedText searched, CharacterBudget budget) throws UnusableBodyException {
        Matcher matcher = pattern.matcher(searched);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        do {
            // An empty match is nothing that could be seen.
            if (matcher.end() > matcher.start()) {
                String instead = mask.of(matcher.group()).orElse("");
                budget.spend(instead.length());
                masked.append(text, from, matcher.start()).append(instead);
                from = matcher.end();
            }
        } while (matcher.find());
        return masked.append(text, from, text.length()).toString();
    }
}
