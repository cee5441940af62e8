package io.github.kongjava.server.schema;

import io.github.kongjava.pdk.config.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an entity check asks of the value of a field.
 *
 * @param required whether there must be a value
 * @param constraints what it must satisfy
 */
record FieldCondition(boolean required, List<Constraint> constraints) {

    /** As it stands in an annotation, for a field of that type. */
    static FieldCondition read(Condition condition, FieldType type, String where, Problems problems) {
        Builder builder = new Builder(type, where, problems);
        builder.one("eq", condition.eq(), Kind.SCALARS, text -> Constraint.eq(type.parse(text)));
        builder.one("ne", condition.ne(), Kind.SCALARS, text -> Constraint.ne(type.parse(text)));
        builder.all("one_of", condition.oneOf(), Kind.CHOICES, Constraint::oneOf);
        builder.all("not_one_of", condition.notOneOf(), Kind.CHOICES, Constraint::notOneOf);
        builder.numbers("gt", condition.gt(), 1, n -> Constraint.gt(n[0]));
        builder.numbers("between", condition.between(), 2, n -> Constraint.between(n[0], n[1]));
        builder.length("len_eq", condition.lenEq(), Constraint::lenEq);
        builder.length("len_min", condition.lenMin(), Constraint::lenMin);
        builder.length("len_max", condition.lenMax(), Constraint::lenMax);
        builder.one("match", condition.match(), Kind.STRINGS, Constraint::match);
        builder.one("not_match", condition.notMatch(), Kind.STRINGS, Constraint::notMatch);
        builder.one("starts_with", condition.startsWith(), Kind.STRINGS, Constraint::startsWith);
        builder.one("contains", condition.contains(), Kind.LISTS, text -> Constraint.contains(type.parseElement(text)));
        return new FieldCondition(condition.required(), List.copyOf(builder.constraints));
    }

    /** Whether a value meets it; as in Kong, no value meets whatever does not ask for one. */
    boolean met(Optional<Object> value) {
        if (value.isEmpty()) {
            return !required
                    && constraints.stream()
                            .noneMatch(constraint -> constraint.attribute().equals("eq"));
        }
        return constraints.stream().allMatch(constraint -> constraint.holds().test(value.get()));
    }

    /** What the field must be, in words. */
    String demand() {
        List<String> demands = new ArrayList<>();
        if (required) {
            demands.add("must be set");
        }
        constraints.forEach(constraint -> demands.add(constraint.demand()));
        return String.join(" and ", demands);
    }

    /** As Kong's schema has it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (required) {
            json.put("required", true);
        }
        constraints.forEach(constraint -> json.put(constraint.attribute(), constraint.value()));
        return json;
    }

    private record Builder(FieldType type, String where, Problems problems, List<Constraint> constraints) {

        Builder(FieldType type, String where, Problems problems) {
            this(type, where, problems, new ArrayList<>());
        }

        void one(String attribute, String[] texts, Set<Kind> kinds, Function<String, Constraint> constraint) {
            add(attribute, texts.length, 1, kinds, () -> constraint.apply(texts[0]));
        }

        void all(String attribute, String[] texts, Set<Kind> kinds, Function<List<Object>, Constraint> constraint) {
            add(attribute, texts.length, texts.length, kinds, () -> constraint.apply(type.parseAll(texts)));
        }

        void numbers(String attribute, double[] numbers, int count, Function<double[], Constraint> constraint) {
            add(attribute, numbers.length, count, Kind.NUMBERS, () -> constraint.apply(numbers));
        }

        void length(String attribute, int[] lengths, Function<Integer, Constraint> constraint) {
            add(attribute, lengths.length, 1, Kind.SIZED, () -> constraint.apply(lengths[0]));
        }

        private void add(String attribute, int given, int wanted, Set<Kind> kinds, Supplier<Constraint> constraint) {
            if (given == 0) {
                return;
            }
            if (given != wanted) {
                problems.add(where, attribute + " takes " + wanted + " value(s), not " + given);
            } else if (!kinds.contains(type.kind())) {
                problems.add(where, ConstraintRules.refusal(attribute, kinds, type.kind()));
            } else {
                try {
                    constraints.add(constraint.get());
                } catch (IllegalArgumentException e) {
                    problems.add(where, attribute + ": " + e.getMessage());
                }
            }
        }
    }
}
