package io.github.kongjava.server.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule over several fields of a record.
 *
 * @param attribute Kong's name of the rule
 * @param value what it is set to in the schema
 * @param fields the paths of the fields that it looks at
 * @param violation what is wrong with a record, if anything
 */
record EntityCheck(
        String attribute, Object value, List<String> fields, Function<PlainRecord, Optional<String>> violation) {

    static EntityCheck atLeastOneOf(List<String> fields) {
        return counting("at_least_one_of", fields, set -> set >= 1, "at least one of %s must be set");
    }

    static EntityCheck onlyOneOf(List<String> fields) {
        return counting("only_one_of", fields, set -> set == 1, "exactly one of %s must be set");
    }

    static EntityCheck mutuallyRequired(List<String> fields) {
        return counting(
                "mutually_required",
                fields,
                set -> set == 0 || set == fields.size(),
                "all of %s must be set, or none of them");
    }

    static EntityCheck mutuallyExclusive(List<String> fields) {
        return counting("mutually_exclusive", fields, set -> set <= 1, "at most one of %s may be set");
    }

    static EntityCheck distinct(List<String> fields) {
        return new EntityCheck("distinct", fields, fields, record -> {
            List<Object> set = record.set(fields).stream()
                    .map(record::get)
                    .flatMap(Optional::stream)
                    .filter(value -> !(value instanceof List) && !(value instanceof java.util.Map))
                    .map(value -> value instanceof Number number ? (Object) number.doubleValue() : value)
                    .toList();
            return demand(
                    set.stream().distinct().count() == set.size(),
                    "the values of " + String.join(", ", fields) + " must differ");
        });
    }

    static EntityCheck mutuallyExclusiveSets(List<String> set1, List<String> set2, Object json) {
        return new EntityCheck("mutually_exclusive_sets", json, both(set1, set2), record -> {
            List<String> first = record.set(set1);
            List<String> second = record.set(set2);
            return demand(
                    first.isEmpty() || second.isEmpty(),
                    String.join(", ", first) + " may not be set together with " + String.join(", ", second));
        });
    }

    private static EntityCheck counting(
            String attribute, List<String> fields, java.util.function.IntPredicate allowed, String demand) {
        String message = demand.formatted(String.join(", ", fields));
        return new EntityCheck(
                attribute,
                fields,
                fields,
                record -> demand(allowed.test(record.set(fields).size()), message));
    }

    private static Optional<String> demand(boolean met, String otherwise) {
        return met ? Optional.empty() : Optional.of(otherwise);
    }

    static List<String> both(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
