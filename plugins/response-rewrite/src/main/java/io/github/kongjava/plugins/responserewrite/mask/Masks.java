package io.github.kongjava.plugins.responserewrite.mask;

import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.json.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is masked in a response. Immutable, thread safe.
 *
 * @param fields fields of JSON bodies
 * @param patterns parts of texts
 */
public record Masks(List<FieldMask> fields, List<PatternMask> patterns) {

    private static final int ROUNDS = 10;

    /** Keeps copies. */
    public Masks {
        fields = List.copyOf(fields);
        patterns = List.copyOf(patterns);
    }

    /** Those of all. */
    public static Masks joined(List<Masks> several) {
        List<FieldMask> fields = new ArrayList<>();
        List<PatternMask> patterns = new ArrayList<>();
        several.forEach(masks -> {
            fields.addAll(masks.fields);
            patterns.addAll(masks.patterns);
        });
        return new Masks(fields, patterns);
    }

    /** Whether nothing is masked. */
    public boolean isEmpty() {
        return fields.isEmpty() && patterns.isEmpty();
    }

    /**
     * Masks what a document has.
     *
     * @throws UnusableBodyException if that cannot be done within the bounds of time and memory
     */
    public void apply(Document document, CharacterBudget budget) throws UnusableBodyException {
        if (!isEmpty()) {
            new DocumentMasking(this, document, budget).run();
        }
    }

    /**
     * A text with what is found in it masked. Fields cannot be found in it.
     *
     * @throws UnusableBodyException if that cannot be done within the bounds of time and memory
     */
    public String in(String text, CharacterBudget budget) throws UnusableBodyException {
        if (patterns.isEmpty()) {
            return text;
        }
        // First what leaves nothing behind: what comes together may be what others look for.
        String masked = joined(text, budget);
        for (PatternMask pattern : patterns) {
            if (!pattern.joins()) {
                masked = pattern.in(masked, budget);
            }
        }
        return masked;
    }

    /** Without what is to go, and what comes together thereby, until there is nothing more of it. */
    private String joined(String text, CharacterBudget budget) throws UnusableBodyException {
        String left = text;
        for (int round = 0; round < ROUNDS; round++) {
            String before = left;
            for (PatternMask pattern : patterns) {
                if (pattern.joins()) {
                    left = pattern.in(left, budget);
                }
            }
            if (left.length() == before.length()) {
                return left;
            }
        }
        throw new UnusableBodyException("what is to be removed comes together again and again");
    }
}
