package io.github.kongjava.plugins.responserewrite.coding;

/**
 * A text in which an expression is looked for, again and again. One search takes linear time, but all together need not: to
 * find {@code x.*y|x} in a text of nothing but x, each looks through all that follows. Texts that are read much more often
 * than they are long are given up. For one thread.
 */
public final class SearchedText implements CharSequence {

    private final String text;
    private final CharacterBudget budget;

    /** What is done with it. */
    @FunctionalInterface
    public interface Search {
        /** The new text. */
        String in(SearchedText text) throws UnusableBodyException;
    }

    private static final class ReadTooOften extends RuntimeException {
        private static final long serialVersionUID = 1;

        ReadTooOften() {
            super("an expression reads the text too often", null, false, false);
        }
    }

    private SearchedText(String text, CharacterBudget budget) {
        this.text = text;
        this.budget = budget;
        budget.searches(text.length());
    }

    /**
     * What the search makes of the text.
     *
     * @param budget shared by all searches of a response
     * @throws UnusableBodyException if it takes too long
     */
    public static String search(String text, CharacterBudget budget, Search search) throws UnusableBodyException {
        try {
            return search.in(new SearchedText(text, budget));
        } catch (ReadTooOften e) {
            throw new UnusableBodyException("an expression takes too long to find all that it matches in the body");
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (!budget.reads()) {
            throw new ReadTooOften();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
