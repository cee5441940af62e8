package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kong.node}, {@code ip}, {@code plugin} and {@code vault}. */
final class NodeFunctions {

    private static final String REFERENCE = "\\{vault://[a-z][a-z0-9-]*/.+}";

    private NodeFunctions() {}

    static void addTo(Functions to) {
        to.get(NODE_GET_ID, call -> ByteText.value(call.exchange().node.id()));
        to.get(NODE_GET_HOSTNAME, call -> ByteText.value(call.exchange().node.hostname()));
        to.get(NODE_GET_MEMORY_STATS, call -> memory());
        to.get(
                IP_IS_TRUSTED,
                call -> new Value.Bool(call.exchange().node.trustedIps().contains(call.text(0, "ip"))));
        to.get(PLUGIN_GET_ID, call -> ByteText.value(call.pluginId()));
        to.get(
                VAULT_IS_REFERENCE,
                call -> new Value.Bool(call.text(0, "reference").matches(REFERENCE)));
        to.get(NGINX_GET_SUBSYSTEM, call -> ByteText.value(call.phase() == Phase.PREREAD ? "stream" : "http"));
        to.get(
                NGINX_GET_TLS1_VERSION_STR,
                call -> call.phase() == Phase.LOG
                        ? Value.NIL
                        : Lua.textOrNil(call.exchange().client.peer().tlsVersion()));
        to.get(NGINX_REQ_START_TIME, call -> Lua.number(call.exchange().startMillis / 1000.0));
        to.get(NGINX_GET_STATISTICS, call -> new Value.Table(Map.of("connections_active", new Value.Whole(1))));
    }

    private static Value memory() {
        Map<String, Value> dicts = new LinkedHashMap<>();
        dicts.put("kong", dict(5242880, 40960));
        dicts.put("kong_db_cache", dict(134217728, 811008));
        Map<String, Value> worker = new LinkedHashMap<>();
        worker.put("http_allocated_gc", new Value.Whole(51_000_000));
        worker.put("pid", new Value.Whole(1));
        return new Value.Table(Map.of(
                "lua_shared_dicts",
                new Value.Table(dicts),
                "workers_lua_vms",
                new Value.Seq(List.of(new Value.Table(worker)))));
    }

    private static Value dict(long capacity, long slabs) {
        return new Value.Table(
                Map.of("capacity", new Value.Whole(capacity), "allocated_slabs", new Value.Whole(slabs)));
    }
}
