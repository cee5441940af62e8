package io.github.kongjava.server.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The types of Kong's schemas. Values of them are plain Java objects, as {@link Json} reads them. */
enum Kind {
    STRING("a text"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    ARRAY("a list"),
    SET("a list"),
    MAP("a map"),
    RECORD("a record");

    static final Set<Kind> STRINGS = Set.of(STRING);
    static final Set<Kind> NUMBERS = Set.of(INTEGER, NUMBER);
    static final Set<Kind> CHOICES = Set.of(STRING, INTEGER, NUMBER);
    static final Set<Kind> SCALARS = Set.of(STRING, INTEGER, NUMBER, BOOLEAN);
    static final Set<Kind> LISTS = Set.of(ARRAY, SET);
    static final Set<Kind> SIZED = Set.of(STRING, ARRAY, SET, MAP);
    static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** The type's name in a schema. */
    String kongName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a value of the type is, in words. */
    String words() {
        return words;
    }

    /** Whether a plain value is of the type. */
    boolean describes(Object plain) {
        return switch (this) {
            case STRING -> plain instanceof String;
            case INTEGER -> plain instanceof Number number && Json.isWhole(number);
            case NUMBER -> plain instanceof Number;
            case BOOLEAN -> plain instanceof Boolean;
            case ARRAY, SET -> plain instanceof List;
            case MAP, RECORD -> plain instanceof Map;
        };
    }

    /**
     * The plain value that a text in an annotation stands for.
     *
     * @throws IllegalArgumentException if it stands for none of this type
     */
    Object parse(String text) {
        try {
            return switch (this) {
                case STRING -> text;
                case INTEGER -> Long.valueOf(text);
                case NUMBER -> Json.number(finite(Double.parseDouble(text)));
                case BOOLEAN -> truth(text);
                case ARRAY, SET, MAP, RECORD ->
                    throw new IllegalArgumentException(
                            "a value of the type " + kongName() + " cannot be written in an annotation");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + words, e);
        }
    }

    private static boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("\"" + text + "\" is not true or false");
    }

    private static double finite(double number) {
        if (Double.isFinite(number)) {
            return number;
        }
        throw new IllegalArgumentException(number + " is not a number that JSON can carry");
    }
}
