package io.github.kongjava.server.schema;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An attribute of a field that restricts its values.
 *
 * @param attribute Kong's name of it
 * @param value what it is set to in the schema
 * @param demand what a value must be, for messages; never holds a value of a configuration
 * @param holds whether a plain value of the right type satisfies it
 */
record Constraint(String attribute, Object value, String demand, Predicate<Object> holds) {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Constraint eq(Object wanted) {
        return new Constraint("eq", wanted, "must be " + wanted, value -> Json.same(value, wanted));
    }

    static Constraint ne(Object unwanted) {
        return new Constraint("ne", unwanted, "must not be " + unwanted, value -> !Json.same(value, unwanted));
    }

    static Constraint oneOf(List<Object> options) {
        return new Constraint(
                "one_of",
                notEmpty(options, "one_of"),
                "must be one of " + join(options),
                value -> options.stream().anyMatch(option -> Json.same(value, option)));
    }

    static Constraint notOneOf(List<Object> options) {
        return new Constraint(
                "not_one_of",
                notEmpty(options, "not_one_of"),
                "must not be one of " + join(options),
                value -> options.stream().noneMatch(option -> Json.same(value, option)));
    }

    static Constraint between(double min, double max) {
        if (!(min <= max)) {
            throw new IllegalArgumentException(
                    "between " + Json.number(min) + " and " + Json.number(max) + " is empty");
        }
        List<Object> limits = List.of(Json.number(min), Json.number(max));
        return new Constraint(
                "between", limits, "must be between " + limits.get(0) + " and " + limits.get(1), value -> {
                    double number = number(value);
                    return number >= min && number <= max;
                });
    }

    static Constraint gt(double bound) {
        Number written = Json.number(bound);
        return new Constraint("gt", written, "must be greater than " + written, value -> number(value) > bound);
    }

    static Constraint lenEq(int length) {
        return new Constraint(
                "len_eq", natural(length, "len_eq"), "must have the length " + length, value -> size(value) == length);
    }

    static Constraint lenMin(int length) {
        String demand = length == 1 ? "must not be empty" : "must have a length of at least " + length;
        return new Constraint("len_min", natural(length, "len_min"), demand, value -> size(value) >= length);
    }

    static Constraint lenMax(int length) {
        return new Constraint(
                "len_max",
                natural(length, "len_max"),
                "must have a length of at most " + length,
                value -> size(value) <= length);
    }

    static Constraint match(String pattern) {
        LuaPattern lua = LuaPattern.of(pattern);
        return new Constraint(
                "match", pattern, "must match the Lua pattern " + pattern, value -> lua.find(value.toString()));
    }

    static Constraint notMatch(String pattern) {
        LuaPattern lua = LuaPattern.of(pattern);
        return new Constraint(
                "not_match",
                pattern,
                "must not match the Lua pattern " + pattern,
                value -> !lua.find(value.toString()));
    }

    static Constraint matchAll(Object json, List<String> patterns, List<String> errors) {
        List<LuaPattern> lua =
                notEmpty(patterns, "match_all").stream().map(LuaPattern::of).toList();
        return new Constraint(
                "match_all",
                json,
                said(errors, "must match all of the Lua patterns " + join(patterns)),
                value -> lua.stream().allMatch(pattern -> pattern.find(value.toString())));
    }

    static Constraint matchNone(Object json, List<String> patterns, List<String> errors) {
        List<LuaPattern> lua =
                notEmpty(patterns, "match_none").stream().map(LuaPattern::of).toList();
        return new Constraint(
                "match_none",
                json,
                said(errors, "must match none of the Lua patterns " + join(patterns)),
                value -> lua.stream().noneMatch(pattern -> pattern.find(value.toString())));
    }

    static Constraint matchAny(Object json, List<String> patterns, List<String> errors) {
        List<LuaPattern> lua =
                notEmpty(patterns, "match_any").stream().map(LuaPattern::of).toList();
        return new Constraint(
                "match_any",
                json,
                said(errors, "must match one of the Lua patterns " + join(patterns)),
                value -> lua.stream().anyMatch(pattern -> pattern.find(value.toString())));
    }

    static Constraint startsWith(String beginning) {
        return new Constraint(
                "starts_with",
                beginning,
                "must start with " + beginning,
                value -> value.toString().startsWith(beginning));
    }

    static Constraint contains(Object wanted) {
        return new Constraint(
                "contains",
                wanted,
                "must contain " + wanted,
                value -> ((List<?>) value).stream().anyMatch(element -> Json.same(element, wanted)));
    }

    static Constraint isRegex() {
        return new Constraint("is_regex", true, "must be a regular expression", Constraint::compiles);
    }

    static Constraint uuid() {
        return new Constraint(
                "uuid",
                true,
                "must be a UUID in lower case",
                value -> UUID.matcher(value.toString()).matches());
    }

    static Constraint timestamp() {
        return new Constraint("timestamp", true, "must be a time above 0", value -> number(value) > 0);
    }

    static Constraint mutuallyExclusiveSubsets(List<List<String>> subsets) {
        if (subsets.size() < 2) {
            throw new IllegalArgumentException("mutually_exclusive_subsets needs at least two subsets");
        }
        return new Constraint(
                "mutually_exclusive_subsets",
                subsets,
                "must take its elements from one only of the sets " + subsets,
                value -> subsetsOf((List<?>) value, subsets).size() <= 1);
    }

    private static Set<List<String>> subsetsOf(List<?> elements, List<List<String>> subsets) {
        Set<List<String>> found = new HashSet<>();
        for (Object element : elements) {
            subsets.stream().filter(subset -> subset.contains(element)).forEach(found::add);
        }
        return found;
    }

    private static boolean compiles(Object value) {
        try {
            return Pattern.compile(value.toString()).flags() >= 0;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static <T> List<T> notEmpty(List<T> values, String attribute) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(attribute + " needs at least one value");
        }
        return values;
    }

    private static Object natural(int length, String attribute) {
        if (length < 0) {
            throw new IllegalArgumentException(attribute + " must not be negative, was " + length);
        }
        return (long) length;
    }

    private static String join(List<?> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }

    private static String said(List<String> errors, String otherwise) {
        List<String> given = errors.stream().filter(error -> !error.isEmpty()).toList();
        return given.isEmpty() ? otherwise : otherwise + " (" + join(given) + ")";
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** As Kong counts: bytes of a string, entries of anything else. */
    private static int size(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof List<?> list ? list.size() : value.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
