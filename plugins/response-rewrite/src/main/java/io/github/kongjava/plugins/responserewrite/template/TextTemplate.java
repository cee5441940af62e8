package io.github.kongjava.plugins.responserewrite.template;

import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A text with placeholders; <code>$${</code> stands for <code>${</code> itself. Immutable. */
public final class TextTemplate {

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Value(Placeholder placeholder) implements Part {}

    private final List<Part> parts;

    /**
     * Of that text.
     *
     * @throws IllegalArgumentException if a placeholder is not one, or does not end
     */
    public TextTemplate(String text) {
        List<Part> found = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new IllegalArgumentException("a placeholder does not end; write $${ for ${ itself");
                }
                found.add(new Literal(literal.toString()));
                literal.setLength(0);
                found.add(new Value(Placeholder.of(text.substring(at + 2, end))));
                at = end + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        found.add(new Literal(literal.toString()));
        found.removeIf(part -> part instanceof Literal only && only.text().isEmpty());
        parts = List.copyOf(found);
    }

    /**
     * The text with the values, each escaped; nothing stands for a value that is not there.
     *
     * @throws UnusableBodyException if the values of the response become too large
     */
    public String render(Values values, UnaryOperator<String> escape) throws UnusableBodyException {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Value value) {
                text.append(escape.apply(values.text(value.placeholder()).orElse("")));
            }
        }
        return text.toString();
    }

    /** The placeholder, if the text is one and nothing else. */
    Optional<Placeholder> sole() {
        return parts.size() == 1 && parts.get(0) instanceof Value value
                ? Optional.of(value.placeholder())
                : Optional.empty();
    }

    /** Whether it has a value of the source. */
    public boolean uses(Placeholder.Source source) {
        return parts.stream()
                .anyMatch(part ->
                        part instanceof Value value && value.placeholder().source() == source);
    }
}
