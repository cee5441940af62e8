package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Set;

/**
 * The shape of what {@code kong.log.serialize} says. A path that goes through a value that is no table makes serialize throw
 * in every log plugin of the request, long after it was set.
 */
final class SerializeKeys {

    /** Kong's values that are no tables. */
    private static final Set<String> SCALARS = Set.of(
            "request.id",
            "request.uri",
            "request.url",
            "request.method",
            "request.size",
            "response.status",
            "response.size",
            "upstream_uri",
            "upstream_status",
            "latencies.kong",
            "latencies.proxy",
            "latencies.request",
            "latencies.receive",
            "client_ip",
            "started_at",
            "source",
            "workspace",
            "workspace_name");

    /** Kong's tables, below which other plugins set values. */
    private static final Set<String> TABLES = Set.of(
            "request",
            "request.headers",
            "request.querystring",
            "request.tls",
            "response",
            "response.headers",
            "latencies",
            "authenticated_entity",
            "route",
            "service",
            "consumer",
            "tries");

    private SerializeKeys() {}

    static void check(PdkFunction function, String key, Value value) {
        for (int dot = key.indexOf('.', 1); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            String parent = key.substring(0, dot);
            if (SCALARS.contains(parent)) {
                throw Arguments.illegal(function, "key", "goes through " + parent + ", which is no table");
            }
        }
        boolean table = value instanceof Value.Table || value instanceof Value.Seq || value instanceof Value.Nil;
        if (!table && TABLES.contains(key)) {
            throw Arguments.illegal(function, "value", "would replace the table " + key + " by something that is none");
        }
    }
}
