package io.github.kongjava.server.protocol;

import java.util.List;

/**
 * What a server tells of a plugin.
 *
 * @param name the plugin's name
 * @param updatedAt when its code was changed, in seconds since 1970; 0 if that is unknown
 * @param loadedAt when it was loaded, in seconds since 1970; 0 if that is unknown
 * @param phases the phases it takes part in, as Kong names them
 * @param version the plugin's version
 * @param priority the plugin's priority
 * @param schema the plugin's schema as JSON
 */
public record PluginDescription(
        String name, long updatedAt, long loadedAt, List<String> phases, String version, int priority, String schema) {}
