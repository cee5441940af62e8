package io.github.kongjava.server.schema;

import io.github.kongjava.pdk.config.Milliseconds;
import io.github.kongjava.pdk.config.Secret;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a record class and the records in it. What is wrong with them is added to the problems. Used once. */
final class ClassReader {

    /** Kong puts these keys into every configuration that it sends. */
    static final Set<String> BOOKKEEPING = Set.of(
            "__seq__",
            "__key__",
            "__plugin_id",
            "__ws_id",
            "route_id",
            "service_id",
            "consumer_id",
            "plugin_instance_name",
            "$refs");

    private static final Set<Class<?>> BOXES =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final Problems problems;
    private final Deque<Class<?>> within = new ArrayDeque<>();

    ClassReader(Problems problems) {
        this.problems = problems;
    }

    /** A component's type without its Optional, with the annotations of both. */
    private record Unwrapped(AnnotatedType type, Presence presence, List<Annotation> annotations) {}

    /** The fields of a record class. */
    FieldType.Fields fields(Class<?> type) {
        within.push(type);
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String where = type.getSimpleName() + "." + component.getName();
            String name = snakeCase(component.getName());
            if (!names.add(name)) {
                problems.add(where, "another component is the field " + name + " too");
            }
            if (BOOKKEEPING.contains(name)) {
                problems.add(where, "Kong puts a value of its own into the field " + name + "; name it differently");
            }
            component(name, component, where).ifPresent(fields::add);
        }
        within.pop();
        FieldType.Fields plain = new FieldType.Fields(List.copyOf(fields), List.of(), constructor(type));
        boolean whole = fields.size() == type.getRecordComponents().length;
        List<EntityCheck> checks =
                whole ? new EntityCheckReader(type, plain, type.getSimpleName(), problems).read() : List.of();
        return new FieldType.Fields(plain.fields(), checks, plain.constructor());
    }

    private @Nullable RecordConstructor constructor(Class<?> type) {
        try {
            return RecordConstructor.of(type);
        } catch (IllegalAccessException e) {
            problems.add(type.getSimpleName(), "its constructor cannot be called; open its package to the server");
            return null;
        }
    }

    /** {@code maxAge} is {@code max_age}, {@code useTLSNow} is {@code use_tls_now}. */
    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    private Optional<Field> component(String name, RecordComponent component, String where) {
        Unwrapped unwrapped = unwrap(component.getAnnotatedType());
        return type(unwrapped.type(), unwrapped.annotations(), where)
                .map(type -> new FieldReader(type, unwrapped.annotations(), where, problems)
                        .read(name, unwrapped.presence(), isSecret(unwrapped.type())));
    }

    private static Unwrapped unwrap(AnnotatedType type) {
        List<Annotation> annotations = new ArrayList<>(List.of(type.getAnnotations()));
        Class<?> raw = raw(type.getType());
        if (raw == Optional.class && type instanceof AnnotatedParameterizedType optional) {
            AnnotatedType inner = optional.getAnnotatedActualTypeArguments()[0];
            annotations.addAll(List.of(inner.getAnnotations()));
            return new Unwrapped(inner, Presence.OPTIONAL, annotations);
        }
        if (raw == OptionalInt.class) {
            return new Unwrapped(type, Presence.OPTIONAL_INT, annotations);
        }
        if (raw == OptionalLong.class) {
            return new Unwrapped(type, Presence.OPTIONAL_LONG, annotations);
        }
        if (raw == OptionalDouble.class) {
            return new Unwrapped(type, Presence.OPTIONAL_DOUBLE, annotations);
        }
        boolean nullable = annotations.stream()
                .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
        return new Unwrapped(type, nullable ? Presence.NULLABLE : Presence.REQUIRED, annotations);
    }

    private Optional<FieldType> type(AnnotatedType annotated, List<Annotation> annotations, String where) {
        Class<?> raw = raw(annotated.getType());
        if (raw == null) {
            return unsupported(annotated, where);
        }
        Optional<JavaForm> form = form(raw, annotations, where);
        if (form.isPresent()) {
            return form.map(FieldType.Scalar::new);
        }
        if (raw.isRecord()) {
            return nested(raw, where);
        }
        if (annotated instanceof AnnotatedParameterizedType parameters) {
            AnnotatedType[] arguments = parameters.getAnnotatedActualTypeArguments();
            if (raw == List.class || raw == Set.class) {
                Kind kind = raw == List.class ? Kind.ARRAY : Kind.SET;
                return part(arguments[0], where, "elements").map(element -> new FieldType.Elements(kind, element));
            }
            if (raw == Map.class) {
                return map(arguments, where);
            }
        }
        return unsupported(annotated, where);
    }

    private Optional<JavaForm> form(Class<?> raw, List<Annotation> annotations, String where) {
        boolean milliseconds = annotations.stream().anyMatch(Milliseconds.class::isInstance);
        if (milliseconds && raw != Duration.class) {
            problems.add(where, "Milliseconds can only be set on a Duration");
        }
        if (milliseconds && raw == Duration.class) {
            return Optional.of(JavaForm.MILLISECONDS);
        }
        return JavaForm.of(
                raw == OptionalInt.class
                        ? int.class
                        : raw == OptionalLong.class ? long.class : raw == OptionalDouble.class ? double.class : raw);
    }

    private Optional<FieldType> nested(Class<?> record, String where) {
        if (within.contains(record)) {
            problems.add(where, "the record " + record.getSimpleName() + " contains itself; Kong's schemas are finite");
            return Optional.empty();
        }
        return Optional.of(fields(record));
    }

    private Optional<FieldType> map(AnnotatedType[] arguments, String where) {
        if (raw(arguments[0].getType()) != String.class) {
            problems.add(where, "the keys of a map are texts; write Map<String, …>");
            return Optional.empty();
        }
        Optional<Field> key = part(arguments[0], where, "keys");
        Optional<Field> value = part(arguments[1], where, "values");
        return key.flatMap(k -> value.map(v -> new FieldType.Entries(k, v)));
    }

    private Optional<Field> part(AnnotatedType type, String where, String name) {
        String at = where + ", " + name;
        Class<?> raw = raw(type.getType());
        if (raw != null && BOXES.contains(raw)) {
            problems.add(at, "entries of lists, sets and maps always have a value; leave the Optional away");
            return Optional.empty();
        }
        List<Annotation> annotations = List.of(type.getAnnotations());
        return type(type, annotations, at)
                .map(t -> new FieldReader(t, annotations, at, problems).readPart(name, isSecret(type)));
    }

    private Optional<FieldType> unsupported(AnnotatedType type, String where) {
        problems.add(
                where,
                "the type " + type.getType().getTypeName() + " cannot be configured; possible are String, Secret, URI,"
                        + " boolean, int, long, float, double, Duration, enums, records, List, Set, Map<String, …>,"
                        + " and Optional of these");
        return Optional.empty();
    }

    private static boolean isSecret(AnnotatedType type) {
        return type.getType() == Secret.class;
    }

    private static @Nullable Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw
                ? raw
                : null;
    }
}
