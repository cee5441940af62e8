package io.github.kongjava.server.schema;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Deprecation;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Encrypted;
import io.github.kongjava.pdk.config.ErrorMessage;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.OneOf;
import io.github.kongjava.pdk.config.Referenceable;
import io.github.kongjava.pdk.config.Unique;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the annotations of one field whose type is known. What is wrong with them is added to the problems. */
final class FieldReader {

    private static final int SHORTEST_DESCRIPTION = 10;
    private static final int LONGEST_DESCRIPTION = 500;

    private final FieldType type;
    private final List<Annotation> annotations;
    private final String where;
    private final Problems problems;

    FieldReader(FieldType type, List<Annotation> annotations, String where, Problems problems) {
        this.type = type;
        this.annotations = annotations;
        this.where = where;
        this.problems = problems;
    }

    /** A field of a record. */
    Field read(String name, Presence presence, boolean secret) {
        Field field = new Field(name, type, presence, Optional.empty(), constraints(), notes(secret));
        Optional<Object> value = find(DefaultValue.class).flatMap(this::defaultValue);
        value.ifPresent(plain -> checkDefault(field, plain));
        return new Field(name, type, presence, value, field.constraints(), field.notes());
    }

    /** What stands for the elements, keys or values of a list or map. */
    Field readPart(String name, boolean secret) {
        if (find(DefaultValue.class).isPresent()) {
            problems.add(where, "default cannot be set on " + name);
        }
        return new Field(name, type, Presence.REQUIRED, Optional.empty(), constraints(), notes(secret));
    }

    private <A extends Annotation> Optional<A> find(Class<A> annotation) {
        return annotations.stream()
                .filter(annotation::isInstance)
                .map(annotation::cast)
                .findFirst();
    }

    private List<Constraint> constraints() {
        List<Constraint> constraints = new ArrayList<>(ConstraintRules.read(annotations, type, where, problems));
        if (type instanceof FieldType.Scalar scalar && !scalar.form().options().isEmpty()) {
            if (find(OneOf.class).isPresent()) {
                problems.add(where, "one_of of an enum is given by its constants; leave the annotation away");
            }
            constraints.add(Constraint.oneOf(List.copyOf(scalar.form().options())));
        }
        return List.copyOf(constraints);
    }

    private Notes notes(boolean secret) {
        find(Description.class).ifPresent(description -> checkDescription(description.value()));
        return new Notes(
                find(Description.class).map(Description::value),
                find(Examples.class).map(this::examples).orElse(List.of()),
                find(Deprecation.class).map(this::deprecation),
                find(ErrorMessage.class).map(ErrorMessage::value),
                flag(Unique.class, "unique", Kind.CHOICES),
                secret || flag(Referenceable.class, "referenceable", Kind.STRINGS),
                secret || flag(Encrypted.class, "encrypted", Kind.STRINGS));
    }

    private boolean flag(Class<? extends Annotation> annotation, String attribute, Set<Kind> kinds) {
        boolean given = find(annotation).isPresent();
        if (given && !kinds.contains(type.kind())) {
            problems.add(where, ConstraintRules.refusal(attribute, kinds, type.kind()));
        }
        return given;
    }

    private void checkDescription(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_DESCRIPTION || length > LONGEST_DESCRIPTION) {
            problems.add(where, "description must have 10 to 500 bytes, has " + length);
        }
    }

    private List<Object> examples(Examples examples) {
        return parsed("examples", examples.value());
    }

    private List<Object> parsed(String attribute, String[] texts) {
        try {
            return type.parseAll(texts);
        } catch (IllegalArgumentException e) {
            problems.add(where, attribute + ": " + e.getMessage());
            return List.of();
        }
    }

    private Map<String, Object> deprecation(Deprecation given) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", given.message());
        json.put("removal_in_version", given.removalInVersion());
        if (given.oldDefault().length > 1) {
            problems.add(where, "deprecation takes one old default at most");
        }
        parsed("deprecation", given.oldDefault()).stream().findFirst().ifPresent(old -> json.put("old_default", old));
        return json;
    }

    private Optional<Object> defaultValue(DefaultValue given) {
        try {
            return Optional.of(parseDefault(given.value()));
        } catch (IllegalArgumentException e) {
            problems.add(where, "default: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Object parseDefault(String[] texts) {
        if (type instanceof FieldType.Elements elements) {
            return elements.element().type().parseAll(texts);
        }
        if (type instanceof FieldType.Entries entries) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String text : texts) {
                int equals = text.indexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException("\"" + text + "\" is not written key=value");
                }
                map.put(text.substring(0, equals), entries.value().type().parse(text.substring(equals + 1)));
            }
            return map;
        }
        if (texts.length != 1) {
            throw new IllegalArgumentException("it takes one value, not " + texts.length);
        }
        return type.parse(texts[0]);
    }

    private void checkDefault(Field field, Object plain) {
        new ConfigCheck(problems).check(field, plain, where + ", default");
    }
}
