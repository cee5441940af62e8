package io.github.kongjava.server.protocol;

/**
 * What a server tells of an instance.
 *
 * @param id the instance's id
 * @param plugin the plugin's name
 * @param config the instance's configuration, or {@link Value#NIL} to leave it out; Kong makes no use of it
 * @param startedAt when it was started, in seconds since 1970; 0 to leave it out
 */
public record InstanceState(int id, String plugin, Value config, long startedAt) {}
