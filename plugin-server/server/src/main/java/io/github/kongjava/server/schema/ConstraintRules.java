package io.github.kongjava.server.schema;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.Contains;
import io.github.kongjava.pdk.config.Eq;
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
import io.github.kongjava.pdk.config.StartsWith;
import io.github.kongjava.pdk.config.Timestamp;
import io.github.kongjava.pdk.config.Uuid;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Which annotation stands for which constraint, and on which types it may stand. */
final class ConstraintRules {

    private record Rule<A extends Annotation>(
            Class<A> annotation, String attribute, Set<Kind> kinds, BiFunction<A, FieldType, Constraint> constraint) {

        Constraint apply(Annotation given, FieldType type) {
            return constraint.apply(annotation.cast(given), type);
        }
    }

    private static final List<Rule<?>> RULES = List.of(
            new Rule<>(Eq.class, "eq", Kind.SCALARS, (a, t) -> Constraint.eq(t.parse(a.value()))),
            new Rule<>(Ne.class, "ne", Kind.SCALARS, (a, t) -> Constraint.ne(t.parse(a.value()))),
            new Rule<>(OneOf.class, "one_of", Kind.CHOICES, (a, t) -> Constraint.oneOf(t.parseAll(a.value()))),
            new Rule<>(
                    NotOneOf.class, "not_one_of", Kind.CHOICES, (a, t) -> Constraint.notOneOf(t.parseAll(a.value()))),
            new Rule<>(Between.class, "between", Kind.NUMBERS, (a, t) -> Constraint.between(a.min(), a.max())),
            new Rule<>(Gt.class, "gt", Kind.NUMBERS, (a, t) -> Constraint.gt(a.value())),
            new Rule<>(LenEq.class, "len_eq", Kind.SIZED, (a, t) -> Constraint.lenEq(a.value())),
            new Rule<>(LenMin.class, "len_min", Kind.SIZED, (a, t) -> Constraint.lenMin(a.value())),
            new Rule<>(LenMax.class, "len_max", Kind.SIZED, (a, t) -> Constraint.lenMax(a.value())),
            new Rule<>(Match.class, "match", Kind.STRINGS, (a, t) -> Constraint.match(a.value())),
            new Rule<>(NotMatch.class, "not_match", Kind.STRINGS, (a, t) -> Constraint.notMatch(a.value())),
            new Rule<>(
                    MatchAll.class,
                    "match_all",
                    Kind.STRINGS,
                    (a, t) -> Constraint.matchAll(json(a.value()), patterns(a.value()), errors(a.value()))),
            new Rule<>(
                    MatchNone.class,
                    "match_none",
                    Kind.STRINGS,
                    (a, t) -> Constraint.matchNone(json(a.value()), patterns(a.value()), errors(a.value()))),
            new Rule<>(
                    MatchAny.class,
                    "match_any",
                    Kind.STRINGS,
                    (a, t) -> Constraint.matchAny(json(a), List.of(a.value()), List.of(a.err()))),
            new Rule<>(StartsWith.class, "starts_with", Kind.STRINGS, (a, t) -> Constraint.startsWith(a.value())),
            new Rule<>(
                    Contains.class, "contains", Kind.LISTS, (a, t) -> Constraint.contains(t.parseElement(a.value()))),
            new Rule<>(IsRegex.class, "is_regex", Kind.STRINGS, (a, t) -> Constraint.isRegex()),
            new Rule<>(Uuid.class, "uuid", Kind.STRINGS, (a, t) -> Constraint.uuid()),
            new Rule<>(Timestamp.class, "timestamp", Kind.NUMBERS, (a, t) -> Constraint.timestamp()),
            new Rule<>(
                    MutuallyExclusiveSubsets.class,
                    "mutually_exclusive_subsets",
                    Kind.LISTS,
                    (a, t) -> Constraint.mutuallyExclusiveSubsets(subsets(a))));

    private ConstraintRules() {}

    /** The constraints among the annotations; what is wrong with them is added to the problems. */
    static List<Constraint> read(List<Annotation> annotations, FieldType type, String where, Problems problems) {
        List<Constraint> constraints = new ArrayList<>();
        for (Rule<?> rule : RULES) {
            for (Annotation annotation : annotations) {
                if (rule.annotation() == annotation.annotationType()) {
                    apply(rule, annotation, type, where, problems, constraints);
                }
            }
        }
        return constraints;
    }

    private static void apply(
            Rule<?> rule,
            Annotation annotation,
            FieldType type,
            String where,
            Problems problems,
            List<Constraint> constraints) {
        if (!rule.kinds().contains(type.kind())) {
            problems.add(where, refusal(rule.attribute(), rule.kinds(), type.kind()));
            return;
        }
        try {
            constraints.add(rule.apply(annotation, type));
        } catch (IllegalArgumentException e) {
            problems.add(where, rule.attribute() + ": " + e.getMessage());
        }
    }

    static String refusal(String attribute, Set<Kind> kinds, Kind kind) {
        List<String> names = kinds.stream().sorted().map(Kind::kongName).toList();
        return attribute + " cannot be set on the type " + kind.kongName() + ", only on " + String.join(", ", names);
    }

    private static List<String> patterns(LuaPattern[] patterns) {
        return Arrays.stream(patterns).map(LuaPattern::value).toList();
    }

    private static List<String> errors(LuaPattern[] patterns) {
        return Arrays.stream(patterns).map(LuaPattern::err).toList();
    }

    private static List<Object> json(LuaPattern[] patterns) {
        List<Object> list = new ArrayList<>();
        for (LuaPattern pattern : patterns) {
            list.add(withError("pattern", pattern.value(), pattern.err()));
        }
        return list;
    }

    private static Object json(MatchAny any) {
        return withError("patterns", List.of(any.value()), any.err());
    }

    private static Map<String, Object> withError(String key, Object value, String error) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(key, value);
        if (!error.isEmpty()) {
            entry.put("err", error);
        }
        return entry;
    }

    private static List<List<String>> subsets(MutuallyExclusiveSubsets annotation) {
        return Arrays.stream(annotation.value())
                .map(subset -> List.of(subset.value()))
                .toList();
    }
}
