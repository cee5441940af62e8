package io.github.kongjava.server.schema;

import java.util.List;
import java.util.Optional;

/**
 * A field of a record, or what stands for the elements, keys or values of a list or map. Immutable.
 *
 * @param name Kong's name of it
 * @param type its type
 * @param presence whether it may be left out
 * @param defaultValue the plain value that it has when it is left out
 * @param constraints what restricts its values
 * @param notes what says more about it
 */
record Field(
        String name,
        FieldType type,
        Presence presence,
        Optional<Object> defaultValue,
        List<Constraint> constraints,
        Notes notes) {

    private static final Constraint NOT_EMPTY = Constraint.lenMin(1);

    /** Whether its value must not be shown. */
    boolean secret() {
        return notes.referenceable() || notes.encrypted();
    }

    /** Whether its value, or a part of it, must not be shown. */
    boolean hasSecrets() {
        if (type instanceof FieldType.Fields fields) {
            return fields.hasSecrets();
        }
        if (type instanceof FieldType.Elements elements) {
            return elements.element().hasSecrets();
        }
        if (type instanceof FieldType.Entries entries) {
            return entries.key().hasSecrets() || entries.value().hasSecrets();
        }
        return secret();
    }

    /** The field at a path with dots within this one. */
    Optional<Field> find(String path) {
        return type instanceof FieldType.Fields fields ? fields.find(path) : Optional.empty();
    }

    /** Whether Kong skips its checks for the value, as it is a reference to a vault. */
    boolean isReference(Object plain) {
        return notes.referenceable()
                && plain instanceof String text
                && text.startsWith("{vault://")
                && text.endsWith("}");
    }

    /** The first demand that a plain value of the right type does not meet, in Kong's way: no empty strings by default. */
    Optional<String> violation(Object plain) {
        if (isReference(plain)) {
            return Optional.empty();
        }
        if (type.kind() == Kind.STRING
                && constraints.stream()
                        .noneMatch(constraint -> constraint.attribute().equals("len_min"))
                && !NOT_EMPTY.holds().test(plain)) {
            return Optional.of(
                    notes.referenceable()
                            ? "must not be empty; Kong leaves it empty when it cannot resolve its vault reference"
                            : NOT_EMPTY.demand());
        }
        return constraints.stream()
                .filter(constraint -> !constraint.holds().test(plain))
                .findFirst()
                .map(Constraint::demand);
    }
}
