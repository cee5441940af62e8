package io.github.kongjava.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kongjava.cli.doctor.Check;
import io.github.kongjava.cli.doctor.Result;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The results of checks for people and for programs. */
final class DoctorText {

    private DoctorText() {}

    static String json(Map<Check, List<Result>> results) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartArray();
            for (Map.Entry<Check, List<Result>> entry : results.entrySet()) {
                for (Result result : entry.getValue()) {
                    out.writeStartObject();
                    out.writeStringField("check", entry.getKey().name());
                    out.writeStringField("level", result.level());
                    out.writeStringField("message", result.message());
                    out.writeStringField("todo", result.todo());
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
        }
        return text.toString();
    }

    static String lines(Map<Check, List<Result>> results) {
        List<String> lines = new ArrayList<>();
        results.forEach((check, found) -> found.forEach(result -> {
            lines.add(String.format("%-4s  %s: %s", result.level(), check.name(), result.message()));
            if (!result.todo().isEmpty()) {
                lines.add("      -> " + result.todo());
            }
        }));
        return String.join(System.lineSeparator(), lines);
    }
}
