package io.github.kongjava.server.schema;

import static io.github.kongjava.server.schema.Schemas.MAPPER;
import static io.github.kongjava.server.schema.Schemas.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.pdk.config.AtLeastOneOf;
import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.Condition;
import io.github.kongjava.pdk.config.Conditional;
import io.github.kongjava.pdk.config.Contains;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Deprecation;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Distinct;
import io.github.kongjava.pdk.config.Encrypted;
import io.github.kongjava.pdk.config.Eq;
import io.github.kongjava.pdk.config.ErrorMessage;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.Gt;
import io.github.kongjava.pdk.config.IsRegex;
import io.github.kongjava.pdk.config.LenEq;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.LuaPattern;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.MatchAll;
import io.github.kongjava.pdk.config.MatchAny;
import io.github.kongjava.pdk.config.MatchNone;
import io.github.kongjava.pdk.config.MutuallyExclusive;
import io.github.kongjava.pdk.config.MutuallyExclusiveSets;
import io.github.kongjava.pdk.config.MutuallyRequired;
import io.github.kongjava.pdk.config.Ne;
import io.github.kongjava.pdk.config.NotMatch;
import io.github.kongjava.pdk.config.NotOneOf;
import io.github.kongjava.pdk.config.OneOf;
import io.github.kongjava.pdk.config.Referenceable;
import io.github.kongjava.pdk.config.StartsWith;
import io.github.kongjava.pdk.config.Timestamp;
import io.github.kongjava.pdk.config.Uuid;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The query documents that were given to a real Kong, as records. */
class QueryCorpusTest {

    private static final String FOLDER = "/vectors/kong-3.9.3/query/";

    private static JsonNode document(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(QueryCorpusTest.class.getResourceAsStream(FOLDER + name))) {
            return MAPPER.readTree(in);
        }
    }

    private static JsonNode configOf(String name) throws IOException {
        JsonNode fields = document(name + ".json").at("/Plugins/0/Schema/fields");
        return fields.path(fields.size() - 1).path("config");
    }

    record Y(@DefaultValue("2") OptionalDouble y) {}

    record Element(String k, @DefaultValue("1") OptionalInt v) {}

    @AtLeastOneOf({"x", "deep"})
    record R(Optional<String> x, Y deep) {}

    @MutuallyExclusive({"s_eq", "s_ne"})
    @MutuallyRequired({"s_match_all", "s_match_any"})
    @Distinct({"s_len", "s_not_one"})
    @Conditional(
            ifField = "s_one",
            ifMatch = @Condition(eq = "b"),
            thenField = "s_starts",
            thenMatch = @Condition(required = true),
            thenErr = "s_starts is needed with b")
    @MutuallyExclusiveSets(set1 = "s_uuid", set2 = "s_regex")
    record Rich(
            @DefaultValue("abc")
            @LenMin(1)
            @LenMax(50)
            @Match("^%l+$")
            @NotMatch("x$")
            @Description("A string with most attributes.")
            String s,

            @OneOf({"a", "b"}) @DefaultValue("a") Optional<String> sOne,
            @NotOneOf("root") Optional<String> sNotOne,

            @StartsWith("/") @ErrorMessage("must start with a slash")
            Optional<String> sStarts,

            @MatchAll({@LuaPattern(value = "%d", err = "a digit"), @LuaPattern(value = "%l", err = "a letter")})
            Optional<String> sMatchAll,

            @MatchNone(@LuaPattern(value = "%s", err = "no blanks"))
            Optional<String> sMatchNone,

            @MatchAny(
                    value = {"^a", "^b"},
                    err = "a or b")
            Optional<String> sMatchAny,

            @IsRegex Optional<String> sRegex,
            @Uuid Optional<String> sUuid,
            @Encrypted @Referenceable Optional<String> sSecret,
            @Eq("only") Optional<String> sEq,
            @Ne("never") Optional<String> sNe,
            @LenEq(3) Optional<String> sLen,

            @Between(min = 0, max = 1.5) @DefaultValue("0.5")
            OptionalDouble n,

            @Gt(0) OptionalDouble nGt,
            @Between(min = -5, max = 5) @DefaultValue("-1") int i,
            @Timestamp OptionalInt iTime,
            @DefaultValue("false") boolean b,
            @LenMin(1) @LenMax(3) @DefaultValue("x") Optional<List<@OneOf({"x", "y"}) String>> a,
            Optional<List<Element>> aRec,
            @Contains("must") @DefaultValue("must") Optional<Set<String>> set,
            @LenMin(0) @DefaultValue("k=1") Optional<Map<@LenMin(1) String, Integer>> m,
            Optional<Map<String, List<Double>>> mA,
            R r,

            @Deprecation(message = "old is deprecated, use s", removalInVersion = "9.0", oldDefault = "o")
            Optional<String> old,

            @Examples({"e1", "e2"}) Optional<String> examples) {}

    @Test
    void the_rich_schema_is_a_record() throws IOException {
        ObjectNode expected = configOf("rich").deepCopy();
        Set<String> beyondRecords = Set.of("s_auto", "j", "immutable");
        expected.withArray("fields")
                .removeIf(field -> beyondRecords.contains(field.fieldNames().next()));

        // Kong takes a record for required where nothing is said, as its answer in the corpus shows.
        ((ObjectNode) expected.findValue("deep")).put("required", true);

        JsonNode written = Schemas.config(Rich.class);

        assertThat(set(written.path("entity_checks"))).isEqualTo(set(expected.path("entity_checks")));
        assertThat(written.path("fields")).isEqualTo(expected.path("fields"));
    }

    @Test
    void what_Kong_made_of_the_rich_schema_is_taken() throws IOException {
        JsonNode given = line("rich").path("instance_config");

        Rich config = Schemas.read(Rich.class, given.toString());

        assertThat(config.s()).isEqualTo("abc");
        assertThat(config.sEq()).contains("only");
        assertThat(config.r()).isEqualTo(new R(Optional.empty(), new Y(OptionalDouble.of(2))));
        assertThat(config.m()).contains(Map.of("k", 1));
    }

    private static Set<JsonNode> set(JsonNode list) {
        Set<JsonNode> set = new HashSet<>();
        list.forEach(set::add);
        return set;
    }

    private static JsonNode line(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(QueryCorpusTest.class.getResourceAsStream(FOLDER + "index.jsonl"))) {
            for (String line : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n", -1)) {
                JsonNode node = MAPPER.readTree(line);
                if (node.path("name").asText().equals(name)) {
                    return node;
                }
            }
        }
        throw new IllegalArgumentException("no line " + name);
    }

    record Plain(@DefaultValue("@current") Optional<String> scenario, Optional<String> note) {}

    record Nested(Optional<List<List<Map<String, Z>>>> f) {

        record Z(Optional<Set<Integer>> z) {}
    }

    record EmptyObject(@DefaultValue({}) Optional<Map<String, String>> f) {}

    record EmptyArray(@DefaultValue({}) Optional<List<String>> f) {}

    record NoFields() {}

    private static final Map<String, Class<?>> TAKEN = Map.of(
            "plain", Plain.class,
            "deep", Nested.class,
            "default-empty-object", EmptyObject.class,
            "default-empty-array", EmptyArray.class,
            "config-fields-empty", NoFields.class);

    @ParameterizedTest
    @ValueSource(strings = {"plain", "deep", "default-empty-object", "default-empty-array", "config-fields-empty"})
    void what_Kong_takes_is_written_alike(String name) throws IOException {
        Class<?> type = Objects.requireNonNull(TAKEN.get(name));

        assertThat(line(name).path("start").asText()).isEqualTo("ok");
        assertThat(Schemas.config(type)).isEqualTo(configOf(name));
        assertThat(Schemas.read(type, line(name).path("instance_config").toString()))
                .isInstanceOf(type);
    }

    record OneOfBoolean(@OneOf("true") boolean f) {}

    record OneOfEmpty(@OneOf({}) String f) {}

    record BetweenString(@Between(min = 1, max = 2) String f) {}

    record DefaultWrongType(@DefaultValue("abc") int f) {}

    record DefaultViolates(@OneOf("a") @DefaultValue("b") String f) {}

    record DescriptionShort(@Description("short") String f) {}

    private static final String LONG =
            "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";

    record DescriptionLong(
            @Description(LONG + LONG + LONG + LONG + LONG + "!")
            String f) {}

    @AtLeastOneOf({"a", "nope"})
    record EntityCheckBadField(Optional<String> a) {}

    private static final Map<String, Class<?>> REFUSED = Map.of(
            "one-of-boolean", OneOfBoolean.class,
            "one-of-empty", OneOfEmpty.class,
            "between-string", BetweenString.class,
            "default-wrong-type", DefaultWrongType.class,
            "default-violates", DefaultViolates.class,
            "description-short", DescriptionShort.class,
            "description-long", DescriptionLong.class,
            "entity-check-bad-field", EntityCheckBadField.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one-of-boolean",
                "one-of-empty",
                "between-string",
                "default-wrong-type",
                "default-violates",
                "description-short",
                "description-long",
                "entity-check-bad-field"
            })
    void what_Kong_refuses_or_can_never_be_configured_is_refused_first(String name) throws IOException {
        Class<?> type = Objects.requireNonNull(REFUSED.get(name));

        assertThat(line(name).path("name").asText()).isEqualTo(name);
        assertThat(problemsOf(type)).singleElement().asString().startsWith(type.getSimpleName());
    }

    @Test
    void every_other_schema_that_Kong_refuses_is_beyond_records() throws IOException {
        Set<String> beyond = Set.of(
                "no-schema",
                "schema-no-fields",
                "schema-no-name",
                "schema-no-config",
                "config-not-record",
                "attr-unknown",
                "attr-function",
                "type-unknown",
                "type-missing",
                "array-no-elements",
                "map-no-values",
                "record-no-fields",
                "between-three",
                "field-two-keys",
                "field-not-table",
                "required-string",
                "entity-check-unknown",
                "shorthand");
        Set<String> schemaErrors = new HashSet<>();
        try (InputStream in =
                Objects.requireNonNull(QueryCorpusTest.class.getResourceAsStream(FOLDER + "index.jsonl"))) {
            for (String text : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n", -1)) {
                JsonNode line = MAPPER.readTree(text);
                String error = line.path("error").asText();
                if (error.contains("schema violation")
                        || error.contains("definition")
                        || error.contains("input table")) {
                    schemaErrors.add(line.path("name").asText());
                }
            }
        }
        schemaErrors.removeAll(REFUSED.keySet());
        assertThat(schemaErrors).isEqualTo(beyond);
    }
}
