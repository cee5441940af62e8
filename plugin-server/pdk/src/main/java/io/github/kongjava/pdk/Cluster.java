package io.github.kongjava.pdk;

import java.util.Optional;

/** The cluster of Kong nodes: {@code kong.cluster}. MsgPack only. */
public interface Cluster {

    /**
     * The cluster's id, a UUID; empty without a database.
     *
     * <p>Lua: {@code kong.cluster.get_id}; MsgPack only. Phases: any.
     */
    Optional<String> id();
}
