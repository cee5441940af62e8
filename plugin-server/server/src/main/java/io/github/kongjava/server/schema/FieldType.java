package io.github.kongjava.server.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type of a field, in Kong and in Java. */
sealed interface FieldType {

    /** Kong's type. */
    Kind kind();

    /**
     * The plain value that a text in an annotation stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    default Object parse(String text) {
        return kind().parse(text);
    }

    /** The plain values of several texts. */
    default List<Object> parseAll(String[] texts) {
        return Arrays.stream(texts).map(this::parse).toList();
    }

    /** The plain value of an element. */
    default Object parseElement(String text) {
        throw new IllegalArgumentException("the type " + kind().kongName() + " has no elements");
    }

    /** A simple value. */
    record Scalar(JavaForm form) implements FieldType {
        @Override
        public Kind kind() {
            return form.kind();
        }
    }

    /** A list, or a set when {@code kind} is that. */
    record Elements(Kind kind, Field element) implements FieldType {
        @Override
        public Object parseElement(String text) {
            return element.type().parse(text);
        }
    }

    /** A map. */
    record Entries(Field key, Field value) implements FieldType {
        @Override
        public Kind kind() {
            return Kind.MAP;
        }
    }

    /** A record, with the way to make it; without one only for a plugin that has no config. */
    record Fields(
            List<Field> fields,
            List<EntityCheck> checks,
            @Nullable RecordConstructor constructor) implements FieldType {
        @Override
        public Kind kind() {
            return Kind.RECORD;
        }

        /** The field at a path with dots. */
        Optional<Field> find(String path) {
            int dot = path.indexOf('.');
            String head = dot < 0 ? path : path.substring(0, dot);
            Optional<Field> field =
                    fields.stream().filter(f -> f.name().equals(head)).findFirst();
            return dot < 0 ? field : field.flatMap(f -> f.find(path.substring(dot + 1)));
        }

        /** Whether a secret is anywhere in it. */
        boolean hasSecrets() {
            return fields.stream().anyMatch(Field::hasSecrets);
        }
    }
}
