package io.github.kongjava.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Level and message in one line, with what would break the line escaped; a stack trace follows in the same line. */
final class LineFormatter extends Formatter {

    @Override
    public String format(LogRecord entry) {
        String text = LogLevel.of(entry.getLevel()) + " " + formatMessage(entry);
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            text += " | " + trace.toString().strip();
        }
        return escape(text);
    }

    private static String escape(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
            }
        }
        return line.toString();
    }
}
