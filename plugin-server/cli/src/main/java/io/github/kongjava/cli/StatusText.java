package io.github.kongjava.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server's state for people and for programs. */
final class StatusText {

    private static final List<String> COLUMNS = List.of(
            "Name",
            "Version",
            "Protocol",
            "Phases",
            "Instances",
            "Events",
            "Failures",
            "Timeouts",
            "Refused",
            "Abandoned",
            "StuckThreads",
            "MeanMicros");

    private StatusText() {}

    static String json(Value status) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            write(out, status);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Value value) throws IOException {
        if (value instanceof Value.Table table) {
            out.writeStartObject();
            for (Map.Entry<String, Value> entry : table.entries().entrySet()) {
                out.writeFieldName(entry.getKey());
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Value.Seq seq) {
            out.writeStartArray();
            for (Value item : seq.items()) {
                write(out, item);
            }
            out.writeEndArray();
        } else if (value instanceof Value.Whole whole) {
            out.writeNumber(whole.value());
        } else if (value instanceof Value.Real real) {
            out.writeNumber(real.value());
        } else if (value instanceof Value.Bool bool) {
            out.writeBoolean(bool.value());
        } else if (value instanceof Value.Text text) {
            out.writeString(text.string());
        } else {
            out.writeNull();
        }
    }

    static String table(Value.Table status) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        List<List<String>> said = new ArrayList<>();
        if (status.entries().get("Plugins") instanceof Value.Seq plugins) {
            for (Value plugin : plugins.items()) {
                rows.add(row(plugin));
                said.addAll(said(plugin));
            }
        }
        StringBuilder text = new StringBuilder();
        status.entries().forEach((name, value) -> {
            if (!name.equals("Plugins")) {
                text.append(name).append(": ").append(cell(value)).append("  ");
            }
        });
        rows.forEach(row -> text.append(System.lineSeparator()).append(align(row, rows)));
        said.forEach(line -> text.append(System.lineSeparator()).append(align(line, said)));
        return text.toString();
    }

    private static List<List<String>> said(Value plugin) {
        List<List<String>> lines = new ArrayList<>();
        if (plugin instanceof Value.Table table && table.entries().get("Says") instanceof Value.Table says) {
            says.entries()
                    .forEach((subject, state) -> lines.add(List.of(
                            cell(table.entries().getOrDefault("Name", Value.NIL)) + ":", subject, cell(state))));
        }
        return lines;
    }

    private static List<String> row(Value plugin) {
        Map<String, Value> entries = plugin instanceof Value.Table table ? table.entries() : Map.of();
        return COLUMNS.stream()
                .map(column -> cell(entries.getOrDefault(column, Value.NIL)))
                .toList();
    }

    private static String align(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(Value value) {
        if (value instanceof Value.Text text) {
            return text.string();
        } else if (value instanceof Value.Whole whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Value.Real real) {
            return String.format(Locale.ROOT, "%.1f", real.value());
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        } else if (value instanceof Value.Seq seq) {
            return String.join(",", seq.items().stream().map(StatusText::cell).toList());
        }
        return "-";
    }
}
