package io.github.kongjava.server.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plain values of a record, defaults filled in, as an entity check sees them.
 *
 * @param values by the names of the fields
 */
record PlainRecord(Map<String, @Nullable Object> values) {

    /** The value at a path with dots, if there is one. */
    Optional<Object> get(String path) {
        Object value = values;
        for (String name : path.split("\\.", -1)) {
            if (!(value instanceof Map<?, ?> map)) {
                return Optional.empty();
            }
            value = map.get(name);
        }
        return Optional.ofNullable(value);
    }

    /** Those of the fields that have a value which is not empty. */
    List<String> set(List<String> paths) {
        return paths.stream()
                .filter(path -> get(path).filter(value -> !isEmpty(value)).isPresent())
                .toList();
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty();
        }
        return value instanceof Map<?, ?> map ? map.isEmpty() : value.equals("");
    }
}
