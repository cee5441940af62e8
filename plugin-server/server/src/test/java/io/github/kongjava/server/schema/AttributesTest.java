package io.github.kongjava.server.schema;

import static io.github.kongjava.server.schema.Schemas.json;
import static io.github.kongjava.server.schema.Schemas.problemsOf;
import static io.github.kongjava.server.schema.Schemas.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.Contains;
import io.github.kongjava.pdk.config.Deprecation;
import io.github.kongjava.pdk.config.Description;
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
import io.github.kongjava.pdk.config.MutuallyExclusiveSubsets;
import io.github.kongjava.pdk.config.Ne;
import io.github.kongjava.pdk.config.NotMatch;
import io.github.kongjava.pdk.config.NotOneOf;
import io.github.kongjava.pdk.config.OneOf;
import io.github.kongjava.pdk.config.Referenceable;
import io.github.kongjava.pdk.config.StartsWith;
import io.github.kongjava.pdk.config.Subset;
import io.github.kongjava.pdk.config.Timestamp;
import io.github.kongjava.pdk.config.Unique;
import io.github.kongjava.pdk.config.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

    record All(
            Optional<@OneOf({"a", "b"}) String> oneOf,
            @NotOneOf({"1", "2"}) OptionalInt notOneOf,
            @Between(min = 0, max = 1.5) OptionalDouble between,
            @Gt(0) OptionalInt gt,
            @Ne("never") Optional<String> ne,
            @LenEq(3) Optional<String> lenEq,
            @LenMin(0) @LenMax(2) Optional<String> lenMax,
            @Match("^%l+$") @NotMatch("x$") Optional<String> match,

            @MatchAll({@LuaPattern(value = "%d", err = "a digit"), @LuaPattern("%l")})
            Optional<String> matchAll,

            @MatchNone(@LuaPattern(value = "%s", err = "no blanks"))
            Optional<String> matchNone,

            @MatchAny(
                    value = {"^a", "^b"},
                    err = "a or b")
            Optional<String> matchAny,

            @StartsWith("/") @ErrorMessage("must start with a slash")
            Optional<String> startsWith,

            @Contains("must") Optional<Set<String>> contains,
            @IsRegex Optional<String> isRegex,
            @Uuid Optional<String> uuid,
            @Timestamp OptionalInt timestamp,

            @MutuallyExclusiveSubsets({@Subset({"a", "b"}), @Subset("c")})
            Optional<List<String>> subsets,

            Optional<Map<@LenMin(2) String, @Between(min = 1, max = 2) Integer>> map,
            Optional<List<List<@LenMax(1) String>>> deep) {}

    @Test
    void each_annotation_is_an_attribute() {
        assertThat(Schemas.config(All.class).path("fields"))
                .isEqualTo(json("[{'one_of':{'type':'string','one_of':['a','b']}},"
                        + "{'not_one_of':{'type':'integer','not_one_of':[1,2]}},"
                        + "{'between':{'type':'number','between':[0,1.5]}},"
                        + "{'gt':{'type':'integer','gt':0}},{'ne':{'type':'string','ne':'never'}},"
                        + "{'len_eq':{'type':'string','len_eq':3}},"
                        + "{'len_max':{'type':'string','len_min':0,'len_max':2}},"
                        + "{'match':{'type':'string','match':'^%l+$','not_match':'x$'}},"
                        + "{'match_all':{'type':'string','match_all':[{'pattern':'%d','err':'a digit'},{'pattern':'%l'}]}},"
                        + "{'match_none':{'type':'string','match_none':[{'pattern':'%s','err':'no blanks'}]}},"
                        + "{'match_any':{'type':'string','match_any':{'patterns':['^a','^b'],'err':'a or b'}}},"
                        + "{'starts_with':{'type':'string','starts_with':'/','err':'must start with a slash'}},"
                        + "{'contains':{'type':'set','elements':{'type':'string'},'contains':'must'}},"
                        + "{'is_regex':{'type':'string','is_regex':true}},{'uuid':{'type':'string','uuid':true}},"
                        + "{'timestamp':{'type':'integer','timestamp':true}},"
                        + "{'subsets':{'type':'array','elements':{'type':'string'},"
                        + "'mutually_exclusive_subsets':[['a','b'],['c']]}},"
                        + "{'map':{'type':'map','keys':{'type':'string','len_min':2},"
                        + "'values':{'type':'integer','between':[1,2]}}},"
                        + "{'deep':{'type':'array','elements':{'type':'array',"
                        + "'elements':{'type':'string','len_max':1}}}}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one_of|'a'|'c'|must be one of a, b",
                "not_one_of|3|2|must not be one of 1, 2",
                "between|1.5|1.6|must be between 0 and 1.5",
                "gt|1|0|must be greater than 0",
                "ne|'x'|'never'|must not be never",
                "len_eq|'abc'|'ab'|must have the length 3",
                "len_max|''|'abc'|must have a length of at most 2",
                "len_max|'é'|'éa'|must have a length of at most 2",
                "match|'abc'|'aB'|must match the Lua pattern ^%l+$",
                "match|'abc'|'abx'|must not match the Lua pattern x$",
                "match_all|'a1'|'a'|must match all of the Lua patterns %d, %l (a digit)",
                "match_none|'a'|'a b'|must match none of the Lua patterns %s (no blanks)",
                "match_any|'bc'|'c'|must match one of the Lua patterns ^a, ^b (a or b)",
                "starts_with|'/a'|'a'|must start with /",
                "contains|['x','must']|['x']|must contain must",
                "is_regex|'a+'|'('|must be a regular expression",
                "uuid|'bd3e3c2c-af66-45c8-b0c4-8d8952a4ba52'|'BD3E3C2C-AF66-45C8-B0C4-8D8952A4BA52'|must be a UUID in lower case",
                "timestamp|1|0|must be a time above 0",
                "subsets|['a','b','z']|['a','c']|must take its elements from one only of the sets",
                "map|{'ab':1}|{'a':1}|must have a length of at least 2",
                "map|{'ab':2}|{'ab':3}|must be between 1 and 2, was 3",
                "deep|[['a'],[]]|[['a'],['bc']]|config.deep[1][0]: must have a length of at most 1",
            })
    void each_is_checked_in_Java_too(String field, String good, String bad, String demand) {
        assertThat(read(All.class, "{'" + field + "':" + good + "}")).isNotNull();
        assertThatThrownBy(() -> read(All.class, "{'" + field + "':" + bad + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config." + field)
                .hasMessageContaining(demand);
    }

    record EqAlone(@Eq("only") Optional<String> value) {}

    @Test
    void eq_wants_its_value_and_no_null() {
        assertThat(Schemas.field(EqAlone.class, "value")).isEqualTo(json("{'type':'string','eq':'only'}"));
        assertThat(read(EqAlone.class, "{'value':'only'}").value()).contains("only");
        assertThatThrownBy(() -> read(EqAlone.class, "{}")).hasMessage("config.value: must be only");
    }

    record Noted(
            @Description("Text of the greeting")
            @Examples({"hi", "ho"})
            @Unique
            @Deprecation(message = "use more", removalInVersion = "9.0", oldDefault = "o")
            Optional<String> text,

            @Referenceable @Encrypted Optional<String> key) {}

    @Test
    void newer_attributes_are_left_out_for_an_older_Kong() {
        assertThat(Schemas.field(Noted.class, "text"))
                .isEqualTo(
                        json(
                                "{'type':'string','unique':true,'description':'Text of the greeting','examples':['hi','ho'],"
                                        + "'deprecation':{'message':'use more','removal_in_version':'9.0','old_default':'o'}}"));
        assertThat(at("3.7")).isEqualTo(at("3.9"));
        assertThat(at("3.6")).doesNotContain("deprecation").contains("examples");
        assertThat(at("3.5")).doesNotContain("examples").contains("description");
        assertThat(at("3.3")).doesNotContain("description").contains("referenceable");
        assertThat(at("2.7")).doesNotContain("referenceable").contains("encrypted");
        assertThat(at("2.6")).doesNotContain("encrypted");
    }

    private static String at(String version) {
        return Schemas.config(Noted.class, KongVersion.parse(version)).toString();
    }

    record Wrong(
            @Between(min = 2, max = 1) int empty,
            @Match("[a") String pattern,
            @OneOf("x") int option,
            @Gt(1) String text,
            @LenMin(-1) String length,
            @Uuid int uuid,
            @Referenceable int key,
            @Contains("x") List<Integer> list,
            @Examples("x") int example,
            @MutuallyExclusiveSubsets({}) List<String> subsets,
            @Encrypted List<String> secrets,
            @MatchAll({}) String all) {}

    @Test
    void attributes_without_sense_are_all_told() {
        assertThat(problemsOf(Wrong.class))
                .containsExactly(
                        "Wrong.empty: between: between 2 and 1 is empty",
                        "Wrong.pattern: match: \"[a\" is no Lua pattern: a [ has no ]",
                        "Wrong.option: one_of: \"x\" is not a whole number",
                        "Wrong.text: gt cannot be set on the type string, only on integer, number",
                        "Wrong.length: len_min: len_min must not be negative, was -1",
                        "Wrong.uuid: uuid cannot be set on the type integer, only on string",
                        "Wrong.key: referenceable cannot be set on the type integer, only on string",
                        "Wrong.list: contains: \"x\" is not a whole number",
                        "Wrong.example: examples: \"x\" is not a whole number",
                        "Wrong.subsets: mutually_exclusive_subsets: mutually_exclusive_subsets needs at least two subsets",
                        "Wrong.secrets: encrypted cannot be set on the type array, only on string",
                        "Wrong.all: match_all: match_all needs at least one value");
    }
}
