package io.github.kongjava.e2e.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Header lines in their order. A character is a byte (Latin-1), so nothing is lost or changed. Immutable.
 *
 * @param lines as they stand in the message
 */
public record HeaderLines(List<Line> lines) {

    /** No line. */
    public static final HeaderLines NONE = new HeaderLines(List.of());

    /**
     * One header line.
     *
     * @param name as it was written
     * @param value without the blanks around it
     */
    public record Line(String name, String value) {}

    /** Keeps a copy. */
    public HeaderLines {
        lines = List.copyOf(lines);
    }

    /** These lines and one more. */
    public HeaderLines with(String name, String value) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new HeaderLines(more);
    }

    /** All values of a name, whatever its case. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .toList();
    }

    /** The first value of a name, whatever its case. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line ->
                text.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        return text.toString();
    }
}
