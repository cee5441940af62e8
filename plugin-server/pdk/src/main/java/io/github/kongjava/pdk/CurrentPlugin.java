package io.github.kongjava.pdk;

import java.util.Optional;

/** The plugin's own configuration in Kong: {@code kong.plugin}. MsgPack only. */
public interface CurrentPlugin {

    /**
     * The id of the configured plugin, a UUID; empty where Kong does not know it.
     *
     * <p>Lua: {@code kong.plugin.get_id}; MsgPack only. Phases: any.
     */
    Optional<String> id();
}
