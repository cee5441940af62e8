package io.github.kongjava.server.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What tells one configuration from another: equal for configurations of the same content, whatever the order of their keys
 * and whatever Kong adds to them.
 *
 * @param digest SHA-256 of the content, in hexadecimal digits; tells nothing of it
 */
public record ConfigKey(String digest) {

    /**
     * Of a configuration that Kong sends.
     *
     * @throws ConfigException if it is no JSON object, or over the limits
     */
    public static ConfigKey of(byte[] json) {
        Map<String, @Nullable Object> config = Json.parseObject(json);
        config.keySet().removeAll(ClassReader.BOOKKEEPING);
        StringBuilder canonical = new StringBuilder();
        append(canonical, config);
        byte[] bytes = canonical.toString().getBytes(StandardCharsets.UTF_8);
        return new ConfigKey(HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('[');
            for (Object element : list) {
                append(out, element);
                out.append(',');
            }
            out.append(']');
        } else if (value instanceof List) {
            // In Lua an empty list and an empty map are one.
            out.append("{}");
        } else if (value instanceof String text) {
            // The length before the text keeps any content from looking like another.
            out.append('"').append(text.length()).append(':').append(text);
        } else if (value instanceof Double number) {
            out.append(Json.number(number));
        } else {
            out.append(value);
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                sorted.put(String.valueOf(key), value);
            }
        });
        out.append('{');
        sorted.forEach((key, value) -> {
            append(out, key);
            append(out, value);
            out.append(',');
        });
        out.append('}');
    }

    @Override
    public String toString() {
        return digest.substring(0, 12);
    }
}
