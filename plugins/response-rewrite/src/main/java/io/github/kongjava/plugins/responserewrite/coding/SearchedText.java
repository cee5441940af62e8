package io.github.kongjava.plugins.responserewrite.coding;

/**
 * A text in which an expression is looked for, again and again. One search takes linear time, but all together need not: to
 * find {@code x.*y|x} in a text of nothing but x, each looks through all that follows. A text that is read much more often
 * than it is long is given up. For one thread.
 */
public final class SearchedText implements CharSequence {

    /** Ordinary expressions read each character three times, and ten times if each is a match. */
    private static final int TIMES = 40;

    private static final int AT_LEAST = 100_000;

    private final String text;
    private long left;

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

    private SearchedText(String text) {
        this.text = text;
        left = AT_LEAST + (long) TIMES * text.length();
    }

    /**
     * What the search makes of the text.
     *
     * @throws UnusableBodyException if it takes too long
     */
    public static String search(String text, Search search) throws UnusableBodyException {
        try {
            return search.in(new SearchedText(text));
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
        if (--left < 0) {
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
