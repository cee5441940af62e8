package io.github.kongjava.server.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a schema says about a field that does not restrict its values here.
 *
 * @param description what it means
 * @param examples values to show
 * @param deprecation what Kong's {@code deprecation} is set to
 * @param err the message for values that are refused
 * @param unique whether no two configurations may have the same value
 * @param referenceable whether it can refer to a vault
 * @param encrypted whether it is stored encrypted
 */
record Notes(
        Optional<String> description,
        List<Object> examples,
        Optional<Map<String, Object>> deprecation,
        Optional<String> err,
        boolean unique,
        boolean referenceable,
        boolean encrypted) {}
