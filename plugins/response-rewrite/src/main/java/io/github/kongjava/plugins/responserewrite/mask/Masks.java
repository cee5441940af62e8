package io.github.kongjava.plugins.responserewrite.mask;

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

    /** Masks what a document has. */
    public void apply(Document document) {
        if (!isEmpty()) {
            new DocumentMasking(this, document).run();
        }
    }

    /** A text with what is found in it masked. Fields cannot be found in it. */
    public String in(String text) {
        String masked = text;
        for (PatternMask pattern : patterns) {
            masked = pattern.in(masked);
        }
        return masked;
    }
}
