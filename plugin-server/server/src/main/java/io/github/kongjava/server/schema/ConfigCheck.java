package io.github.kongjava.server.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks completed configurations; what is wrong with them is added to the problems, without the values of secrets. */
final class ConfigCheck {

    private static final int SHOWN = 60;

    private final Problems problems;

    ConfigCheck(Problems problems) {
        this.problems = problems;
    }

    /** Checks a value of a field, at a place. */
    void check(Field field, @Nullable Object plain, String where) {
        if (plain == null) {
            if (field.presence() == Presence.REQUIRED) {
                problems.add(where, "is required");
            } else if (field.constraints().stream().anyMatch(c -> c.attribute().equals("eq"))) {
                field.constraints().stream()
                        .filter(c -> c.attribute().equals("eq"))
                        .forEach(c -> problems.add(where, c.demand()));
            }
            return;
        }
        if (!field.type().kind().describes(plain)) {
            problems.add(where, "must be " + field.type().kind().words() + was(field, plain));
            return;
        }
        int before = problems.count();
        within(field, plain, where);
        if (problems.count() == before) {
            violation(field, plain).ifPresent(demand -> problems.add(where, demand + was(field, plain)));
        }
    }

    private void within(Field field, Object plain, String where) {
        if (field.type() instanceof FieldType.Fields fields && plain instanceof Map<?, ?> map) {
            record(fields, new PlainRecord(copy(map)), where);
        } else if (field.type() instanceof FieldType.Entries entries && plain instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String at = where + "[\"" + (field.hasSecrets() ? "…" : shown(key)) + "\"]";
                check(entries.key(), key, at + " (the key)");
                check(entries.value(), value, at);
            });
        } else if (field.type() instanceof FieldType.Elements elements && plain instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(elements.element(), list.get(i), where + "[" + i + "]");
            }
        }
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** Checks a record, its fields first; rules over fields that are wrong themselves are left out. */
    void record(FieldType.Fields type, PlainRecord record, String where) {
        Set<String> wrong = new HashSet<>();
        for (Field field : type.fields()) {
            int before = problems.count();
            check(field, record.values().get(field.name()), where + "." + field.name());
            if (problems.count() > before) {
                wrong.add(field.name());
            }
        }
        for (EntityCheck check : type.checks()) {
            if (check.fields().stream().noneMatch(path -> isOutOfReach(type, record, path, wrong))) {
                check.violation().apply(record).ifPresent(problem -> problems.add(where, problem));
            }
        }
    }

    private static boolean isOutOfReach(FieldType.Fields type, PlainRecord record, String path, Set<String> wrong) {
        int dot = path.indexOf('.');
        return wrong.contains(dot < 0 ? path : path.substring(0, dot))
                || type.find(path)
                        .flatMap(field -> record.get(path).filter(field::isReference))
                        .isPresent();
    }

    private static Optional<String> violation(Field field, Object plain) {
        try {
            Optional<String> violation = field.violation(plain);
            return violation.isEmpty() && field.type() instanceof FieldType.Scalar scalar
                    ? scalar.form().violation(plain)
                    : violation;
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String was(Field field, Object plain) {
        if (field.hasSecrets() || plain instanceof Map || plain instanceof List) {
            return "";
        }
        return plain instanceof String ? ", was \"" + shown(plain) + "\"" : ", was " + plain;
    }

    /** A text as it can stand in one line. */
    private static String shown(Object value) {
        String text = String.valueOf(value);
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
