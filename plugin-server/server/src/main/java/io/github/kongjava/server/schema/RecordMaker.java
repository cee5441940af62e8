package io.github.kongjava.server.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes records of completed and checked configurations. What their constructors refuse is added to the problems. */
final class RecordMaker {

    private final Problems problems;

    RecordMaker(Problems problems) {
        this.problems = problems;
    }

    /** The record, or null if its constructor or that of a record in it refused. */
    @Nullable
    Object make(FieldType.Fields type, Map<?, ?> filled, String where) {
        int before = problems.count();
        @Nullable Object[] components = new Object[type.fields().size()];
        for (int i = 0; i < components.length; i++) {
            Field field = type.fields().get(i);
            Object plain = filled.get(field.name());
            Object value = plain == null ? null : value(field.type(), plain, where + "." + field.name());
            components[i] = problems.count() > before ? null : field.presence().wrap(value);
        }
        return problems.count() > before ? null : call(type, components, where);
    }

    private @Nullable Object value(FieldType type, Object plain, String where) {
        if (type instanceof FieldType.Scalar scalar) {
            return scalar.form().convert().apply(plain);
        }
        if (type instanceof FieldType.Fields fields) {
            return make(fields, (Map<?, ?>) plain, where);
        }
        if (type instanceof FieldType.Entries entries) {
            return map(entries, (Map<?, ?>) plain, where);
        }
        return list((FieldType.Elements) type, (List<?>) plain, where);
    }

    private Map<String, @Nullable Object> map(FieldType.Entries type, Map<?, ?> plain, String where) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        plain.forEach((key, value) ->
                map.put(String.valueOf(key), value(type.value().type(), Objects.requireNonNull(value), where + "[…]")));
        return Collections.unmodifiableMap(map);
    }

    private Object list(FieldType.Elements type, List<?> plain, String where) {
        List<@Nullable Object> list = new ArrayList<>(plain.size());
        for (int i = 0; i < plain.size(); i++) {
            list.add(value(type.element().type(), plain.get(i), where + "[" + i + "]"));
        }
        return type.kind() == Kind.SET
                ? Collections.unmodifiableSet(new LinkedHashSet<>(list))
                : Collections.unmodifiableList(list);
    }

    private @Nullable Object call(FieldType.Fields type, @Nullable Object[] components, String where) {
        RecordConstructor constructor =
                Objects.requireNonNull(type.constructor(), "a checked record has a constructor");
        try {
            return constructor.call(components);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            // The message is the record's own and may quote what it refuses.
            String said = type.hasSecrets()
                    ? e.getClass().getSimpleName() + "; its message is not shown, as the record has secret fields"
                    : e.getClass().getSimpleName() + ": " + e.getMessage();
            problems.add(where, "the record " + constructor.recordName() + " refuses it (" + said + ")");
            return null;
        }
    }
}
