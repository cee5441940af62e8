package io.github.kongjava.server.schema;

import static io.github.kongjava.server.schema.Schemas.json;
import static io.github.kongjava.server.schema.Schemas.problemsOf;
import static io.github.kongjava.server.schema.Schemas.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.config.AtLeastOneOf;
import io.github.kongjava.pdk.config.Condition;
import io.github.kongjava.pdk.config.Conditional;
import io.github.kongjava.pdk.config.ConditionalAtLeastOneOf;
import io.github.kongjava.pdk.config.Distinct;
import io.github.kongjava.pdk.config.MutuallyExclusive;
import io.github.kongjava.pdk.config.MutuallyExclusiveSets;
import io.github.kongjava.pdk.config.MutuallyRequired;
import io.github.kongjava.pdk.config.OnlyOneOf;
import io.github.kongjava.pdk.config.Referenceable;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityChecksTest {

    record Inner(Optional<String> x) {}

    @AtLeastOneOf({"a", "inner.x"})
    record AtLeast(Optional<String> a, Inner inner) {}

    @OnlyOneOf({"a", "b"})
    record Only(Optional<String> a, Optional<String> b) {}

    @Distinct({"a", "b"})
    record Different(OptionalInt a, OptionalInt b) {}

    @MutuallyRequired({"a", "b"})
    @MutuallyRequired({"b", "c"})
    record Together(Optional<String> a, Optional<String> b, Optional<String> c) {}

    @MutuallyExclusive({"a", "b", "c"})
    record Exclusive(Optional<String> a, Optional<String> b, Optional<String> c) {}

    @MutuallyExclusiveSets(
            set1 = "a",
            set2 = {"b", "c"})
    record Sets(Optional<String> a, Optional<String> b, Optional<String> c) {}

    @Conditional(
            ifField = "policy",
            ifMatch = @Condition(eq = "redis"),
            thenField = "port",
            thenMatch =
                    @Condition(
                            required = true,
                            between = {1, 9}),
            thenErr = "port goes with %s (100%%)")
    record When(Optional<String> policy, OptionalInt port) {}

    @ConditionalAtLeastOneOf(
            ifField = "n",
            ifMatch = @Condition(gt = 5),
            thenAtLeastOneOf = {"a", "b"},
            elseMatch = @Condition(notOneOf = "0"),
            elseThenAtLeastOneOf = "b")
    record AtLeastWhen(OptionalInt n, Optional<String> a, Optional<String> b) {}

    private static Class<?> record(String name) throws ClassNotFoundException {
        return Class.forName(EntityChecksTest.class.getName() + "$" + name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AtLeast|{'at_least_one_of':['a','inner.x']}",
                "Only|{'only_one_of':['a','b']}",
                "Different|{'distinct':['a','b']}",
                "Exclusive|{'mutually_exclusive':['a','b','c']}",
                "Sets|{'mutually_exclusive_sets':{'set1':['a'],'set2':['b','c']}}",
                "When|{'conditional':{'if_field':'policy','if_match':{'eq':'redis'},'then_field':'port',"
                        + "'then_match':{'required':true,'between':[1,9]},'then_err':'port goes with %s (100%%)'}}",
                "AtLeastWhen|{'conditional_at_least_one_of':{'if_field':'n','if_match':{'gt':5},"
                        + "'then_at_least_one_of':['a','b'],'else_match':{'not_one_of':[0]},"
                        + "'else_then_at_least_one_of':['b']}}",
            })
    void each_annotation_is_a_check(String record, String check) throws ClassNotFoundException {
        assertThat(Schemas.config(record(record)).path("entity_checks").path(0)).isEqualTo(json(check));
    }

    @Test
    void one_check_can_be_given_more_than_once() {
        assertThat(Schemas.config(Together.class).path("entity_checks"))
                .isEqualTo(json("[{'mutually_required':['a','b']},{'mutually_required':['b','c']}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AtLeast|{'inner':{'x':'1'}}|{}|at least one of a, inner.x must be set",
                "Only|{'a':'1'}|{'a':'1','b':'1'}|exactly one of a, b must be set",
                "Only|{'b':'1'}|{}|exactly one of a, b must be set",
                "Different|{'a':1,'b':2}|{'a':1,'b':1}|the values of a, b must differ",
                "Together|{'a':'1','b':'1','c':'1'}|{'a':'1','b':'1'}|all of b, c must be set, or none of them",
                "Exclusive|{'b':'1'}|{'a':'1','c':'1'}|at most one of a, b, c may be set",
                "Sets|{'b':'1','c':'1'}|{'a':'1','c':'1'}|a may not be set together with c",
                "When|{'policy':'redis','port':1}|{'policy':'redis'}|port goes with policy (100%)",
                "When|{'policy':'local','port':10}|{'policy':'redis','port':10}|port goes with policy (100%)",
                "AtLeastWhen|{'n':6,'a':'1'}|{'n':6}|at least one of a, b must be set, given the value of n",
                "AtLeastWhen|{'n':1,'b':'1'}|{'n':1,'a':'1'}|at least one of b must be set, given the value of n",
                "AtLeastWhen|{'n':0}|{}|at least one of a, b must be set, given the value of n",
            })
    void each_is_checked_in_Java_too(String record, String good, String bad, String problem)
            throws ClassNotFoundException {
        Class<?> type = record(record);

        assertThat(read(type, good)).isNotNull();
        assertThatThrownBy(() -> read(type, bad))
                .isInstanceOf(ConfigException.class)
                .hasMessage("config: " + problem);
    }

    @Test
    void a_rule_over_a_field_that_is_wrong_itself_is_not_told() {
        assertThatThrownBy(() -> read(Different.class, "{'a':'x','b':1}"))
                .hasMessage("config.a: must be a whole number, was \"x\"");
    }

    @Distinct({"a", "b"})
    record Referring(
            @Referenceable Optional<String> a,
            @Referenceable Optional<String> b) {}

    @Test
    void a_rule_over_a_vault_reference_is_not_checked() {
        assertThat(read(Referring.class, "{'a':'{vault://env/x}','b':'{vault://env/x}'}"))
                .isNotNull();
        assertThatThrownBy(() -> read(Referring.class, "{'a':'hunter2','b':'hunter2'}"))
                .hasMessage("config: the values of a, b must differ");
    }

    @AtLeastOneOf({"a", "nope"})
    @OnlyOneOf("a")
    @MutuallyExclusiveSets(
            set1 = "a",
            set2 = {})
    @Conditional(
            ifField = "a",
            ifMatch = @Condition(gt = 1),
            thenField = "a",
            thenMatch = @Condition(eq = {"1", "2"}),
            thenErr = "50%")
    @Conditional(ifField = "a", ifMatch = @Condition(gt = 1), thenField = "a", thenMatch = @Condition(eq = {"1", "2"}))
    @ConditionalAtLeastOneOf(ifField = "a", ifMatch = @Condition, thenAtLeastOneOf = "a", elseThenAtLeastOneOf = "a")
    record Wrong(Optional<String> a) {}

    @Test
    void checks_that_make_no_sense_are_all_told() {
        assertThat(problemsOf(Wrong.class))
                .containsExactly(
                        "Wrong: at_least_one_of names the field nope, which is not there; the fields are a",
                        "Wrong: only_one_of needs at least 2 field(s)",
                        "Wrong: mutually_exclusive_sets needs at least 1 field(s)",
                        "Wrong, conditional on a: in the message \"50%\" only one %s is possible; write %% for the sign itself",
                        "Wrong, conditional on a: gt cannot be set on the type string, only on integer, number",
                        "Wrong, conditional on a: eq takes 1 value(s), not 2",
                        "Wrong, conditional_at_least_one_of on a: elseMatch and elseThenAtLeastOneOf are given together,"
                                + " with one condition, or not at all");
    }
}
