package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.MemoryStats;
import io.github.kongjava.pdk.MemoryStats.SharedDict;
import io.github.kongjava.pdk.NginxStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tells of the node rather than of the request. */
final class NodeUses {

    private static final String REFERENCE = "{vault://env/path}";

    private NodeUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.ANY)
                .reads(
                        "ip.isTrusted(String)",
                        kong -> List.of(
                                kong.ip().isTrusted("127.0.0.1"), kong.ip().isTrusted("192.0.2.1")))
                .reads("nginx.tlsVersion()", kong -> kong.nginx().tlsVersion())
                .reads("nginx.subsystem()", kong -> kong.nginx().subsystem())
                .reads("nginx.requestStartTime()", kong -> kong.nginx().requestStartTime())
                .reads("node.id()", kong -> kong.node().id())
                .reads("node.memoryStats()", kong -> shown(kong.node().memoryStats()));
        uses.in(PdkUses.CONNECTION)
                .reads("nginx.var(String)", kong -> kong.nginx().var("server_addr"));
        uses.inMsgPack(PdkUses.ANY)
                .reads("nginx.statistics()", kong -> shown(kong.nginx().statistics()))
                .reads("node.hostname()", kong -> kong.node().hostname())
                .reads("cluster.id()", kong -> kong.cluster().id())
                .reads("plugin.id()", kong -> kong.plugin().id())
                .reads("vault.get(String)", kong -> kong.vault().get(REFERENCE))
                .reads(
                        "vault.isReference(String)",
                        kong -> List.of(
                                kong.vault().isReference(REFERENCE),
                                kong.vault().isReference("none")))
                .reads("vault.parseReference(String)", kong -> kong.vault().parseReference(REFERENCE + "#1"))
                .reads(
                        "vault.update(Map)",
                        kong -> kong.vault()
                                .update(Map.of("path", "none", "$refs", Map.of("path", REFERENCE)))
                                .get("path"))
                .reads(
                        "telemetry.log(String,Map,String,String,Map)",
                        kong -> kong.telemetry().log("probe-pdk", Map.of(), "type", "text", Map.of("a", 1)));
    }

    /** What does not change: how large the shared memory is, and which workers there are. */
    private static Map<String, Object> shown(MemoryStats stats) {
        Map<String, SharedDict> dicts = stats.sharedDicts();
        Map<String, Object> shown = new TreeMap<>();
        shown.put("kong", dicts.containsKey("kong") ? dicts.get("kong").capacityBytes() : "missing");
        shown.put(
                "kong_db_cache",
                dicts.containsKey("kong_db_cache") ? dicts.get("kong_db_cache").capacityBytes() : "missing");
        shown.put(
                "workers",
                stats.workers().stream().map(MemoryStats.Worker::pid).sorted().toList());
        return shown;
    }

    private static List<Boolean> shown(NginxStatistics counts) {
        return List.of(
                counts.totalRequests() > 0,
                counts.connectionsAccepted() > 0,
                counts.connectionsHandled() > 0,
                counts.connectionsActive() > 0,
                counts.connectionsReading() >= 0,
                counts.connectionsWriting() > 0,
                counts.connectionsWaiting() >= 0);
    }
}
