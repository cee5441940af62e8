package io.github.kongjava.server.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java objects: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map},
 * null. Whole numbers beyond 64 bits are doubles, as all numbers are in Kong.
 */
final class Json {

    /** How deep a configuration may be nested. */
    static final int MAX_DEPTH = 64;

    /** How long a configuration may be. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Reads and writes JSON; thread safe. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final double EXACT = 0x1p53;

    private Json() {}

    /**
     * Reads one object.
     *
     * @throws ConfigException if it is anything else, or over the limits
     */
    static Map<String, @Nullable Object> parseObject(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw refusal("is longer than the " + MAX_BYTES + " bytes that are allowed");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.END_ARRAY) {
                return end(parser, new LinkedHashMap<>());
            }
            if (first != JsonToken.START_OBJECT) {
                throw refusal("is not a JSON object");
            }
            return end(parser, object(parser));
        } catch (IOException e) {
            throw refusal("is not valid JSON: " + where(e));
        }
    }

    private static Map<String, @Nullable Object> end(JsonParser parser, Map<String, @Nullable Object> object)
            throws IOException {
        if (parser.nextToken() != null) {
            throw refusal("has something after the end of its JSON object");
        }
        return object;
    }

    /** Where it is wrong only: the parser's own words can hold parts of the document, and with them secrets. */
    private static String where(IOException e) {
        if (e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException) {
            return "it is nested deeper than " + MAX_DEPTH + " levels, or a name, text or number in it is too long";
        }
        if (e instanceof com.fasterxml.jackson.core.JsonProcessingException broken && broken.getLocation() != null) {
            return "it is broken at byte " + broken.getLocation().getByteOffset();
        }
        return "it is broken or ends too early";
    }

    private static ConfigException refusal(String what) {
        return new ConfigException(List.of("config: " + what));
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) finite(parser.getDoubleValue())
                : (Object) parser.getLongValue();
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw refusal("has a number that is too large");
        }
        return number;
    }

    /** Whether a number has no fraction. */
    static boolean isWhole(Number number) {
        return number instanceof Long || number.doubleValue() == Math.rint(number.doubleValue());
    }

    /** A number as it is written best: without a fraction where it has none. */
    static Number number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
            return (long) number;
        }
        return number;
    }

    /** Whether two plain values are the same; numbers by their value. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            boolean exact = a instanceof Long && b instanceof Long;
            return exact ? a.equals(b) : a.doubleValue() == b.doubleValue();
        }
        return java.util.Objects.equals(one, other);
    }

    /** Writes a plain value. */
    static void write(JsonGenerator out, @Nullable Object plain) throws IOException {
        if (plain instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (plain instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else {
            writeScalar(out, plain);
        }
    }

    private static void writeScalar(JsonGenerator out, @Nullable Object plain) throws IOException {
        if (plain instanceof Long number) {
            out.writeNumber(number);
        } else if (plain instanceof Double number) {
            out.writeNumber(number);
        } else if (plain instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (plain == null) {
            out.writeNull();
        } else {
            out.writeString(plain.toString());
        }
    }
}
