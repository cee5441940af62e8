package io.github.kongjava.server.schema;

import io.github.kongjava.pdk.config.AtLeastOneOf;
import io.github.kongjava.pdk.config.Conditional;
import io.github.kongjava.pdk.config.ConditionalAtLeastOneOf;
import io.github.kongjava.pdk.config.Distinct;
import io.github.kongjava.pdk.config.MutuallyExclusive;
import io.github.kongjava.pdk.config.MutuallyExclusiveSets;
import io.github.kongjava.pdk.config.MutuallyRequired;
import io.github.kongjava.pdk.config.OnlyOneOf;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the entity checks that stand on a record class. Used once. */
final class EntityCheckReader {

    private final Class<?> type;
    private final FieldType.Fields fields;
    private final String where;
    private final Problems problems;
    private final List<EntityCheck> checks = new ArrayList<>();

    EntityCheckReader(Class<?> type, FieldType.Fields fields, String where, Problems problems) {
        this.type = type;
        this.fields = fields;
        this.where = where;
        this.problems = problems;
    }

    /** All of them; what is wrong with them is added to the problems. */
    List<EntityCheck> read() {
        lists(AtLeastOneOf.class, "at_least_one_of", AtLeastOneOf::value, EntityCheck::atLeastOneOf);
        lists(OnlyOneOf.class, "only_one_of", OnlyOneOf::value, EntityCheck::onlyOneOf);
        lists(Distinct.class, "distinct", Distinct::value, EntityCheck::distinct);
        lists(MutuallyRequired.class, "mutually_required", MutuallyRequired::value, EntityCheck::mutuallyRequired);
        lists(MutuallyExclusive.class, "mutually_exclusive", MutuallyExclusive::value, EntityCheck::mutuallyExclusive);
        for (MutuallyExclusiveSets sets : type.getAnnotationsByType(MutuallyExclusiveSets.class)) {
            exclusiveSets(sets);
        }
        for (Conditional conditional : type.getAnnotationsByType(Conditional.class)) {
            conditional(conditional);
        }
        for (ConditionalAtLeastOneOf conditional : type.getAnnotationsByType(ConditionalAtLeastOneOf.class)) {
            conditionalAtLeastOneOf(conditional);
        }
        return List.copyOf(checks);
    }

    private <A extends Annotation> void lists(
            Class<A> annotation,
            String attribute,
            Function<A, String[]> names,
            Function<List<String>, EntityCheck> check) {
        for (A given : type.getAnnotationsByType(annotation)) {
            List<String> list = List.of(names.apply(given));
            if (known(attribute, list) && enough(attribute, list, 2)) {
                checks.add(check.apply(list));
            }
        }
    }

    private boolean enough(String attribute, List<String> names, int least) {
        if (names.size() < least) {
            problems.add(where, attribute + " needs at least " + least + " field(s)");
        }
        return names.size() >= least;
    }

    private boolean known(String attribute, List<String> names) {
        List<String> unknown =
                names.stream().filter(name -> fields.find(name).isEmpty()).toList();
        for (String name : unknown) {
            List<String> there = fields.fields().stream().map(Field::name).toList();
            problems.add(
                    where,
                    attribute + " names the field " + name + ", which is not there; the fields are "
                            + String.join(", ", there));
        }
        return unknown.isEmpty();
    }

    private void exclusiveSets(MutuallyExclusiveSets sets) {
        List<String> set1 = List.of(sets.set1());
        List<String> set2 = List.of(sets.set2());
        String attribute = "mutually_exclusive_sets";
        if (known(attribute, EntityCheck.both(set1, set2))
                && enough(attribute, set1, 1)
                && enough(attribute, set2, 1)) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("set1", set1);
            json.put("set2", set2);
            checks.add(EntityCheck.mutuallyExclusiveSets(set1, set2, json));
        }
    }

    private void conditional(Conditional given) {
        String at = where + ", conditional on " + given.ifField();
        if (!known("conditional", List.of(given.ifField(), given.thenField())) || !formats(given.thenErr(), at)) {
            return;
        }
        FieldCondition when = FieldCondition.read(given.ifMatch(), typeOf(given.ifField()), at, problems);
        FieldCondition then = FieldCondition.read(given.thenMatch(), typeOf(given.thenField()), at, problems);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("if_field", given.ifField());
        json.put("if_match", when.json());
        json.put("then_field", given.thenField());
        json.put("then_match", then.json());
        putUnlessEmpty(json, "then_err", given.thenErr());
        String message = said(
                given.thenErr(),
                given.ifField(),
                given.thenField() + " " + then.demand() + ", given the value of " + given.ifField());
        checks.add(new EntityCheck(
                "conditional",
                json,
                List.of(given.ifField(), given.thenField()),
                record -> when.met(record.get(given.ifField())) && !then.met(record.get(given.thenField()))
                        ? Optional.of(message)
                        : Optional.empty()));
    }

    private void conditionalAtLeastOneOf(ConditionalAtLeastOneOf given) {
        String attribute = "conditional_at_least_one_of";
        String at = where + ", " + attribute + " on " + given.ifField();
        List<String> then = List.of(given.thenAtLeastOneOf());
        List<String> otherwise = List.of(given.elseThenAtLeastOneOf());
        boolean good = known(attribute, List.of(given.ifField()))
                && known(attribute, EntityCheck.both(then, otherwise))
                && enough(attribute, then, 1)
                && formats(given.thenErr(), at)
                && formats(given.elseThenErr(), at);
        if (given.elseMatch().length > 1 || (given.elseMatch().length == 1) == otherwise.isEmpty()) {
            problems.add(
                    at, "elseMatch and elseThenAtLeastOneOf are given together, with one condition, or not at all");
            good = false;
        }
        if (!good) {
            return;
        }
        FieldType ifType = typeOf(given.ifField());
        FieldCondition when = FieldCondition.read(given.ifMatch(), ifType, at, problems);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("if_field", given.ifField());
        json.put("if_match", when.json());
        json.put("then_at_least_one_of", then);
        putUnlessEmpty(json, "then_err", given.thenErr());
        Optional<FieldCondition> orWhen = Optional.empty();
        if (!otherwise.isEmpty()) {
            FieldCondition condition = FieldCondition.read(given.elseMatch()[0], ifType, at, problems);
            json.put("else_match", condition.json());
            json.put("else_then_at_least_one_of", otherwise);
            putUnlessEmpty(json, "else_then_err", given.elseThenErr());
            orWhen = Optional.of(condition);
        }
        String thenMessage = atLeastOne(given.thenErr(), then, given.ifField());
        String elseMessage = atLeastOne(given.elseThenErr(), otherwise, given.ifField());
        Optional<FieldCondition> second = orWhen;
        checks.add(new EntityCheck(
                attribute,
                json,
                EntityCheck.both(List.of(given.ifField()), EntityCheck.both(then, otherwise)),
                record -> {
                    Optional<Object> value = record.get(given.ifField());
                    if (when.met(value)) {
                        return record.set(then).isEmpty() ? Optional.of(thenMessage) : Optional.empty();
                    }
                    boolean applies =
                            second.filter(condition -> condition.met(value)).isPresent();
                    return applies && record.set(otherwise).isEmpty() ? Optional.of(elseMessage) : Optional.empty();
                }));
    }

    private FieldType typeOf(String path) {
        return fields.find(path).orElseThrow().type();
    }

    /** Kong gives the message to Lua's string.format, which throws for any other use of the sign. */
    private boolean formats(String message, String at) {
        String rest = message.replace("%%", "").replaceFirst("%s", "");
        if (rest.contains("%")) {
            problems.add(
                    at, "in the message \"" + message + "\" only one %s is possible; write %% for the sign itself");
        }
        return !rest.contains("%");
    }

    private static void putUnlessEmpty(Map<String, Object> json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    private static String atLeastOne(String message, List<String> names, String ifField) {
        String list = String.join(", ", names);
        return said(message, list, "at least one of " + list + " must be set, given the value of " + ifField);
    }

    private static String said(String message, String inserted, String otherwise) {
        return message.isEmpty() ? otherwise : message.replace("%s", inserted).replace("%%", "%");
    }
}
