package io.github.kongjava.server.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Completes a configuration as Kong sends it: the known fields alone, defaults and nested records filled in, {@code []} and
 * {@code {}}, which are one in Lua, made what the type wants.
 */
final class ConfigFill {

    private ConfigFill() {}

    /** A record with all its fields; null stands for those without value. */
    static Map<String, @Nullable Object> record(FieldType.Fields type, Map<?, ?> given) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            filled.put(field.name(), field(field, given.get(field.name())));
        }
        return filled;
    }

    private static @Nullable Object field(Field field, @Nullable Object given) {
        if (given != null) {
            return value(field.type(), given);
        }
        if (field.presence() != Presence.REQUIRED) {
            return null;
        }
        if (field.defaultValue().isPresent()) {
            return field.defaultValue().get();
        }
        return field.type() instanceof FieldType.Fields fields ? record(fields, Map.of()) : null;
    }

    private static @Nullable Object value(FieldType type, @Nullable Object given) {
        if (type instanceof FieldType.Fields fields) {
            return isEmptyList(given)
                    ? record(fields, Map.of())
                    : given instanceof Map<?, ?> map ? record(fields, map) : given;
        }
        if (type instanceof FieldType.Entries entries) {
            return isEmptyList(given) ? Map.of() : given instanceof Map<?, ?> map ? entries(entries, map) : given;
        }
        if (type instanceof FieldType.Elements elements) {
            if (given instanceof Map<?, ?> map && map.isEmpty()) {
                return List.of();
            }
            return given instanceof List<?> list ? elements(elements, list) : given;
        }
        return given;
    }

    private static Map<String, @Nullable Object> entries(FieldType.Entries type, Map<?, ?> given) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        given.forEach((key, value) ->
                filled.put(String.valueOf(key), value(type.value().type(), value)));
        return filled;
    }

    private static List<@Nullable Object> elements(FieldType.Elements type, List<?> given) {
        List<@Nullable Object> filled = new java.util.ArrayList<>(given.size());
        for (Object element : given) {
            filled.add(value(type.element().type(), element));
        }
        return filled;
    }

    private static boolean isEmptyList(@Nullable Object given) {
        return given instanceof List<?> list && list.isEmpty();
    }
}
