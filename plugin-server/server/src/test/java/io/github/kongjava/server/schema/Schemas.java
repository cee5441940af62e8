package io.github.kongjava.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Short ways to schemas and configurations in tests; JSON is written with single quotes. */
final class Schemas {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Schemas() {}

    static Schema of(Class<?> config) {
        Problems problems = new Problems();
        Schema schema = Schema.read("probe", Schemas.class, Optional.of(config), problems);
        if (!problems.none()) {
            throw new IllegalArgumentException(Problems.inOneLine(problems.list()));
        }
        return schema;
    }

    static List<String> problemsOf(Class<?> config) {
        Problems problems = new Problems();
        Schema.read("probe", Schemas.class, Optional.of(config), problems);
        return problems.list();
    }

    static JsonNode config(Class<?> config) {
        return config(config, KongVersion.DEFAULT);
    }

    static JsonNode config(Class<?> config, KongVersion version) {
        JsonNode fields =
                tree(of(config).json(version).getBytes(StandardCharsets.UTF_8)).path("fields");
        return fields.path(fields.size() - 1).path("config");
    }

    /** What the schema says of a field of the record, {@code type} included. */
    static JsonNode field(Class<?> config, String name) {
        return config(config).path("fields").findValue(name);
    }

    static <T> T read(Class<T> config, String json) {
        return config.cast(Objects.requireNonNull(of(config).configure(bytes(json))));
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode json(String json) {
        return tree(bytes(json));
    }

    static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
