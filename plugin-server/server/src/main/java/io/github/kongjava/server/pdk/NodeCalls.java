package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.MemoryStats;
import io.github.kongjava.pdk.MemoryStats.SharedDict;
import io.github.kongjava.pdk.MemoryStats.Worker;
import io.github.kongjava.pdk.Node;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kong.node}. */
record NodeCalls(Calls calls) implements Node {

    @Override
    public String id() {
        return calls.text(PdkFunction.NODE_GET_ID);
    }

    @Override
    public MemoryStats memoryStats() {
        PdkFunction function = PdkFunction.NODE_GET_MEMORY_STATS;
        Fields stats = Fields.of(function, calls.answer(function));
        return new MemoryStats(sharedDicts(stats.table("lua_shared_dicts")), workers(stats));
    }

    private static Map<String, SharedDict> sharedDicts(Fields dicts) {
        Map<String, SharedDict> byName = new LinkedHashMap<>();
        for (String name : dicts.entries().keySet()) {
            Fields dict = dicts.table(name);
            if (!dict.entries().isEmpty()) {
                byName.put(name, new SharedDict(dict.whole("allocated_slabs"), dict.whole("capacity")));
            }
        }
        return byName;
    }

    private static List<Worker> workers(Fields stats) {
        List<Worker> workers = new ArrayList<>();
        for (Value value : stats.list("workers_lua_vms")) {
            Fields worker = Fields.of(stats.function(), value);
            workers.add(new Worker(worker.whole("pid"), worker.whole("http_allocated_gc")));
        }
        return workers;
    }

    @Override
    public String hostname() {
        return calls.text(PdkFunction.NODE_GET_HOSTNAME);
    }
}
