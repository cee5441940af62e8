package io.github.kongjava.pdk;

import java.util.List;
import java.util.Map;

/**
 * How much memory a Kong node uses.
 *
 * @param sharedDicts the dictionaries that all workers share, by name; in ProtoBuf only {@code kong} and {@code
 *     kong_db_cache}
 * @param workers the Lua VMs of the workers
 */
public record MemoryStats(Map<String, SharedDict> sharedDicts, List<Worker> workers) {

    /** Keeps copies. */
    public MemoryStats {
        sharedDicts = Map.copyOf(sharedDicts);
        workers = List.copyOf(workers);
    }

    /**
     * A dictionary that all workers share.
     *
     * @param allocatedBytes in use
     * @param capacityBytes at most
     */
    public record SharedDict(long allocatedBytes, long capacityBytes) {}

    /**
     * A worker process.
     *
     * @param pid its process id
     * @param allocatedBytes what its Lua VM has allocated
     */
    public record Worker(long pid, long allocatedBytes) {}
}
