package io.github.kongjava.server.schema;

import static io.github.kongjava.server.schema.Schemas.json;
import static io.github.kongjava.server.schema.Schemas.problemsOf;
import static io.github.kongjava.server.schema.Schemas.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Milliseconds;
import io.github.kongjava.pdk.config.Referenceable;
import io.github.kongjava.pdk.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaTypesTest {

    enum Mode {
        FAIL_OPEN,
        CLOSED
    }

    record Limits(@DefaultValue("5") int max, Optional<String> name) {}

    record Everything(
            String text,
            int small,
            Long big,
            double ratio,
            float share,
            boolean on,
            Mode mode,
            Duration pause,
            @Milliseconds Duration timeout,
            URI target,
            Secret password,
            List<@LenMin(2) String> names,
            Set<Integer> codes,
            Map<String, Double> weights,
            Limits limits,
            List<Limits> many,
            Optional<Duration> maybe,
            OptionalInt a,
            OptionalLong b,
            OptionalDouble c,
            @Nullable String maxAge) {}

    private static final String GIVEN = "{'text':'t','small':1,'big':9007199254740993,'ratio':1,'share':0.5,'on':true,"
            + "'mode':'fail_open','pause':1.5,'timeout':250,'target':'http://x/','password':'p','names':['ab','cd'],"
            + "'codes':[3,1,3],'weights':{'w':0.25},'limits':{'max':7,'name':'n'},'many':[{'max':1},{}],'maybe':2,"
            + "'a':1,'b':2,'c':3,'max_age':'x'}";

    @Test
    void every_Java_type_has_one_of_Kong() {
        assertThat(Schemas.config(Everything.class))
                .isEqualTo(json("{'type':'record','fields':[{'text':{'type':'string','required':true}},"
                        + "{'small':{'type':'integer','required':true}},{'big':{'type':'integer','required':true}},"
                        + "{'ratio':{'type':'number','required':true}},{'share':{'type':'number','required':true}},"
                        + "{'on':{'type':'boolean','required':true}},"
                        + "{'mode':{'type':'string','required':true,'one_of':['fail_open','closed']}},"
                        + "{'pause':{'type':'number','required':true}},{'timeout':{'type':'integer','required':true}},"
                        + "{'target':{'type':'string','required':true}},"
                        + "{'password':{'type':'string','required':true,'referenceable':true,'encrypted':true}},"
                        + "{'names':{'type':'array','elements':{'type':'string','len_min':2},'required':true}},"
                        + "{'codes':{'type':'set','elements':{'type':'integer'},'required':true}},"
                        + "{'weights':{'type':'map','keys':{'type':'string'},'values':{'type':'number'},'required':true}},"
                        + "{'limits':{'type':'record','fields':[{'max':{'type':'integer','required':true,'default':5}},"
                        + "{'name':{'type':'string'}}],'required':true}},"
                        + "{'many':{'type':'array','elements':{'type':'record','fields':[{'max':{'type':'integer',"
                        + "'required':true,'default':5}},{'name':{'type':'string'}}]},'required':true}},"
                        + "{'maybe':{'type':'number'}},{'a':{'type':'integer'}},{'b':{'type':'integer'}},"
                        + "{'c':{'type':'number'}},{'max_age':{'type':'string'}}]}"));
    }

    record Unlimited(Optional<Limits> limits) {}

    @Test
    void a_record_that_may_be_missing_says_so_since_Kong_would_require_it() {
        assertThat(Schemas.config(Unlimited.class))
                .isEqualTo(json("{'type':'record','fields':[{'limits':{'type':'record','fields':["
                        + "{'max':{'type':'integer','required':true,'default':5}},{'name':{'type':'string'}}],"
                        + "'required':false}}]}"));
        assertThat(read(Unlimited.class, "{}").limits()).isEmpty();
    }

    @Test
    void a_configuration_becomes_the_record() {
        Everything config = read(Everything.class, GIVEN);

        assertThat(config)
                .isEqualTo(new Everything(
                        "t",
                        1,
                        9007199254740993L,
                        1.0,
                        0.5f,
                        true,
                        Mode.FAIL_OPEN,
                        Duration.ofMillis(1500),
                        Duration.ofMillis(250),
                        URI.create("http://x/"),
                        Secret.of("p"),
                        List.of("ab", "cd"),
                        Set.of(1, 3),
                        Map.of("w", 0.25),
                        new Limits(7, Optional.of("n")),
                        List.of(new Limits(1, Optional.empty()), new Limits(5, Optional.empty())),
                        Optional.of(Duration.ofSeconds(2)),
                        OptionalInt.of(1),
                        OptionalLong.of(2),
                        OptionalDouble.of(3),
                        "x"));
        assertThat(config.toString()).contains("password=***");
    }

    @Test
    void all_that_is_wrong_is_in_one_message() {
        assertThatThrownBy(() -> read(
                        Everything.class,
                        "{'text':7,'small':3000000000,'big':1.5,'ratio':'x','share':1e300,'on':1,'mode':'odd','pause':1e30,"
                                + "'timeout':1.5,'target':'a b','password':{'x':'hunter2'},'names':['a',null],'codes':{'a':1},"
                                + "'weights':{'w':'x'},'limits':{'max':null,'name':''},'many':[7],'maybe':'1s'}"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "config.text: must be a text, was 7",
                                        "config.small: must be between -2147483648 and 2147483647, was 3000000000",
                                        "config.big: must be a whole number, was 1.5",
                                        "config.ratio: must be a number, was \"x\"",
                                        "config.share: must fit into a float, was 1.0E300",
                                        "config.on: must be true or false, was 1",
                                        "config.mode: must be one of fail_open, closed, was \"odd\"",
                                        "config.pause: must be a number of seconds that fits into 64 bits, was 1.0E30",
                                        "config.timeout: must be a whole number, was 1.5",
                                        "config.target: must be a URI: it is broken at character 1, was \"a b\"",
                                        "config.password: must be a text",
                                        "config.names[0]: must have a length of at least 2, was \"a\"",
                                        "config.names[1]: is required",
                                        "config.codes: must be a list",
                                        "config.weights[\"w\"]: must be a number, was \"x\"",
                                        "config.limits.name: must not be empty, was \"\"",
                                        "config.many[0]: must be a record, was 7",
                                        "config.maybe: must be a number, was \"1s\""))
                .hasMessageNotContaining("\n");
    }

    record Defaults(
            @DefaultValue("d") String text,
            @DefaultValue({"x", "y"}) List<String> list,
            @DefaultValue({}) Set<Integer> none,
            @DefaultValue({"k=1", "l==2"}) Map<String, String> map,
            @DefaultValue("0.5") Optional<Double> ratio,
            @DefaultValue("closed") Mode mode,
            Limits limits) {}

    @Test
    void absent_fields_have_their_defaults_or_are_empty() {
        assertThat(read(Defaults.class, "{}"))
                .isEqualTo(new Defaults(
                        "d",
                        List.of("x", "y"),
                        Set.of(),
                        Map.of("k", "1", "l", "=2"),
                        Optional.empty(),
                        Mode.CLOSED,
                        new Limits(5, Optional.empty())));
        assertThat(Schemas.field(Defaults.class, "map").path("default")).isEqualTo(json("{'k':'1','l':'=2'}"));
        assertThat(Schemas.field(Defaults.class, "none").path("default")).isEqualTo(json("[]"));
        assertThat(Schemas.field(Defaults.class, "ratio")).isEqualTo(json("{'type':'number','default':0.5}"));
    }

    @Test
    void empty_lists_and_maps_are_one_and_unknown_keys_are_ignored() {
        assertThat(read(
                        Defaults.class,
                        "{'list':{},'none':{},'map':[],'limits':[],'__seq__':3,'$refs':[],'new':{'x':[]}}"))
                .isEqualTo(new Defaults(
                        "d",
                        List.of(),
                        Set.of(),
                        Map.of(),
                        Optional.empty(),
                        Mode.CLOSED,
                        new Limits(5, Optional.empty())));
        assertThat(read(Defaults.class, "[]").text()).isEqualTo("d");
    }

    @Test
    void collections_cannot_be_changed() {
        Defaults config = read(Defaults.class, "{}");

        assertThatThrownBy(() -> config.list().add("z")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> config.map().put("z", "z")).isInstanceOf(UnsupportedOperationException.class);
    }

    record Guarded(@Referenceable @LenMin(8) String key, Map<String, Secret> more) {

        Guarded {
            if (key.contains("hunter2")) {
                throw new IllegalArgumentException("weak key " + key);
            }
        }
    }

    @Test
    void the_values_of_secrets_are_in_no_message() {
        assertThatThrownBy(() -> read(Guarded.class, "{'key':'hunter2','more':{'hunter2':7}}"))
                .hasMessage("config.key: must have a length of at least 8; config.more[\"…\"]: must be a text");
        assertThatThrownBy(() -> read(Guarded.class, "{'key':'hunter2-hunter2','more':{}}"))
                .hasMessage("config: the record Guarded refuses it (IllegalArgumentException; its message is not shown,"
                        + " as the record has secret fields)");
    }

    @Test
    void a_vault_reference_is_not_measured_and_an_unresolved_one_is_told() {
        assertThat(read(Guarded.class, "{'key':'{vault://env/k}','more':{}}").key())
                .isEqualTo("{vault://env/k}");
        assertThatThrownBy(() -> read(Guarded.class, "{'key':'','more':{'a':''}}"))
                .hasMessageContaining("config.more[\"…\"]: must not be empty; Kong leaves it empty when");
    }

    record Picky(Limits limits) {

        Picky {
            if (limits.max() > 10) {
                throw new IllegalStateException("too\nmany: " + limits.max());
            }
        }
    }

    @Test
    void what_a_records_constructor_refuses_is_a_problem_of_the_record() {
        assertThatThrownBy(() -> read(Picky.class, "{'limits':{'max':11}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("config: the record Picky refuses it (IllegalStateException: too many: 11)");
    }

    record Loop(Optional<Loop> next) {}

    record Unsupported(
            Object any, List<?> wild, Map<Integer, String> map, byte[] bytes, List<Optional<String>> boxes) {}

    record Clash(
            String routeId,
            String maxAge,
            String max_age,
            @Milliseconds int pause) {}

    @Test
    void records_that_Kong_has_no_schema_for_are_refused() {
        assertThat(problemsOf(Loop.class))
                .singleElement()
                .asString()
                .contains("Loop.next: the record Loop contains itself");
        assertThat(problemsOf(Unsupported.class)).hasSize(5);
        assertThat(problemsOf(Clash.class))
                .anyMatch(problem -> problem.startsWith("Clash.routeId: Kong puts a value of its own into the field"))
                .anyMatch(problem -> problem.equals("Clash.max_age: another component is the field max_age too"))
                .anyMatch(problem -> problem.equals("Clash.pause: Milliseconds can only be set on a Duration"))
                .hasSize(3);
    }

    @Test
    void names_are_in_snake_case() {
        assertThat(ClassReader.snakeCase("maxAge")).isEqualTo("max_age");
        assertThat(ClassReader.snakeCase("useTLSNow")).isEqualTo("use_tls_now");
        assertThat(ClassReader.snakeCase("http2Port")).isEqualTo("http2_port");
        assertThat(ClassReader.snakeCase("already_snake")).isEqualTo("already_snake");
    }
}
