package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kongjava.plugins.responserewrite.coding.BoundedBytes;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.io.IOException;
import java.util.Comparator;

/**
 * JSON documents, read strictly: one value, no duplicate names, bounded depth and number of values. Numbers keep their value,
 * however many digits they have.
 */
public final class Json {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_TOKENS = 2_000_000;
    private static final int MAX_TEXT = 67_108_864;

    private static final ObjectMapper MAPPER = mapper(true);
    private static final ObjectMapper OF_DUPLICATES = mapper(false);

    /** 1 and 1.0 are one number. */
    private static final Comparator<JsonNode> NUMBERS = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private Json() {}

    private static ObjectMapper mapper(boolean refusesDuplicates) {
        return JsonMapper.builder(JsonFactory.builder()
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, refusesDuplicates)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxTokenCount(MAX_TOKENS)
                                .maxStringLength(MAX_TEXT)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * The document in a text.
     *
     * @throws UnusableBodyException if it is not one, has a name twice in an object, or breaks the bounds
     */
    public static JsonNode read(String text) throws UnusableBodyException {
        return read(MAPPER, text);
    }

    /**
     * The document in a body. Of members with one name the last counts, as to most clients; since others take the first, the
     * document counts as changed then, so that no client gets more than this one.
     *
     * @throws UnusableBodyException if it is not one, or breaks the bounds
     */
    public static Document body(String text) throws UnusableBodyException {
        try {
            return new Document(read(MAPPER, text));
        } catch (UnusableBodyException e) {
            Document document = new Document(read(OF_DUPLICATES, text));
            document.touch();
            return document;
        }
    }

    /** How many values a text in JSON can have, if it is any. */
    public static long values(byte[] text) {
        long values = 1;
        for (byte each : text) {
            values += separates(each);
        }
        return values;
    }

    /** How many values a text in JSON can have. */
    public static long values(String text) {
        return 1 + text.chars().mapToLong(Json::separates).sum();
    }

    private static long separates(int character) {
        return character == ',' || character == ':' || character == '[' || character == '{' ? 1 : 0;
    }

    private static JsonNode read(ObjectMapper mapper, String text) throws UnusableBodyException {
        try {
            JsonNode node = mapper.readTree(text);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // Its message would show the body.
            throw new UnusableBodyException("the body is not JSON as it must be: " + kind(e));
        } catch (NumberFormatException e) {
            throw new UnusableBodyException("the body has a number that is too large to be read");
        }
        throw new UnusableBodyException("the body is not JSON: it is empty");
    }

    private static String kind(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
        return e.getClass().getSimpleName() + where;
    }

    /**
     * The document in UTF-8.
     *
     * @param limit how many bytes it may have
     */
    public static byte[] write(JsonNode node, int limit) throws UnusableBodyException {
        BoundedBytes bytes = new BoundedBytes(limit);
        try {
            MAPPER.writeValue(bytes, node);
        } catch (BoundedBytes.OverLimitException e) {
            throw new UnusableBodyException("the new body has more than " + limit + " bytes");
        } catch (IOException e) {
            throw new UnusableBodyException("the new body cannot be written in UTF-8");
        }
        return bytes.toByteArray();
    }

    /** Whether two documents mean the same. */
    static boolean equal(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS, other);
    }
}
