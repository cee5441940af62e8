package io.github.kongjava.pdk;

/** This Kong node: {@code kong.node}. */
public interface Node {

    /**
     * The node's id, a UUID.
     *
     * <p>Lua: {@code kong.node.get_id}. Phases: any.
     */
    String id();

    /**
     * How much memory Kong uses.
     *
     * <p>Lua: {@code kong.node.get_memory_stats}. Phases: any. ProtoBuf names two of Kong's shared dictionaries only.
     */
    MemoryStats memoryStats();

    /**
     * The host's name.
     *
     * <p>Lua: {@code kong.node.get_hostname}; MsgPack only. Phases: any.
     */
    String hostname();
}
