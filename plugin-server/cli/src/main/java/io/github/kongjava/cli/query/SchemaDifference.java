package io.github.kongjava.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells which fields of two schemas differ. */
final class SchemaDifference {

    private SchemaDifference() {}

    /** The difference in words; empty if there is none. */
    static Optional<String> between(JsonNode document, JsonNode plugin) {
        if (document.equals(plugin)) {
            return Optional.empty();
        }
        JsonNode before = config(document);
        JsonNode now = config(plugin);
        Set<String> names = new LinkedHashSet<>();
        before.path("fields").forEach(field -> field.fieldNames().forEachRemaining(names::add));
        now.path("fields").forEach(field -> field.fieldNames().forEachRemaining(names::add));
        List<String> different = new ArrayList<>();
        for (String name : names) {
            if (!named(before, name).equals(named(now, name))) {
                different.add("config." + name);
            }
        }
        return Optional.of("Schema differs from the plugin's in "
                + (different.isEmpty() ? "something else than fields" : String.join(", ", different)));
    }

    private static JsonNode config(JsonNode schema) {
        return named(schema, "config");
    }

    private static JsonNode named(JsonNode record, String name) {
        for (JsonNode field : record.path("fields")) {
            if (field.has(name)) {
                return field.get(name);
            }
        }
        return MissingNode.getInstance();
    }
}
