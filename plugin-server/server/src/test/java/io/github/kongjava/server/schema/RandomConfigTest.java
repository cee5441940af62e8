package io.github.kongjava.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomConfigTest {

    private static final int CASES = 3_000;
    private static final List<String> NAMES = List.of(
            "text",
            "small",
            "big",
            "ratio",
            "share",
            "on",
            "mode",
            "pause",
            "timeout",
            "target",
            "password",
            "names",
            "codes",
            "weights",
            "limits",
            "many",
            "maybe",
            "a",
            "b",
            "c",
            "max_age",
            "max",
            "name",
            "__seq__",
            "$refs");
    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "7",
            "1.5",
            "1e308",
            "9223372036854775807",
            "92233720368547758080",
            "-0.0",
            "\"\"",
            "\"closed\"",
            "\"text\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"http://x/\"",
            "[]",
            "{}");

    private static String value(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> object(random, depth - 1);
            case 2 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> LEAVES.get(random.nextInt(LEAVES.size()));
        };
    }

    private static String object(Random random, int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(12); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            json.append('"')
                    .append(name)
                    .append("\":")
                    .append(value(random, depth))
                    .append(i > 1 ? "," : "");
        }
        return json.append('}').toString();
    }

    private static void takeOrRefuse(Schema schema, byte[] json) {
        try {
            assertThat(schema.configure(json)).isInstanceOf(Record.class);
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("config"));
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    @Test
    void any_JSON_is_a_record_or_one_clear_refusal() {
        Random random = new Random(20_261_123);
        List<Schema> schemas =
                List.of(Schemas.of(SchemaTypesTest.Everything.class), Schemas.of(SchemaTypesTest.Defaults.class));
        for (int i = 0; i < CASES; i++) {
            byte[] json = object(random, 2).getBytes(StandardCharsets.UTF_8);
            schemas.forEach(schema -> takeOrRefuse(schema, json));
        }
    }

    @Test
    void any_bytes_are_a_record_or_one_clear_refusal() {
        Random random = new Random(42);
        Schema schema = Schemas.of(SchemaTypesTest.Defaults.class);
        for (int i = 0; i < CASES; i++) {
            byte[] json = object(random, 2).getBytes(StandardCharsets.UTF_8);
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            takeOrRefuse(schema, json);
        }
    }

    @Test
    void nesting_beyond_the_limit_is_refused() {
        String deep = "{\"list\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        takeOrRefuse(Schemas.of(SchemaTypesTest.Defaults.class), deep.getBytes(StandardCharsets.UTF_8));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ConfigKey.of(deep.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nested deeper than 64 levels");
    }
}
