package io.github.kongjava.server.protocol;

/**
 * What Kong sends to a plugin server, the same for both protocols. {@code id} is MsgPack's message id or ProtoBuf's
 * sequence; it is echoed in the answer and used for nothing else.
 */
public sealed interface KongMessage {

    /** The number to echo. */
    long id();

    /** Makes an instance of a plugin; the config is Kong's JSON. */
    record StartInstance(long id, String plugin, byte[] config) implements KongMessage {}

    /** Ends an instance. */
    record CloseInstance(long id, int instance) implements KongMessage {}

    /** Asks for what is known of an instance. */
    record InstanceStatus(long id, int instance) implements KongMessage {}

    /** Runs a phase, which Kong names as in {@link io.github.kongjava.pdk.Phase#kongName()}. */
    record HandleEvent(long id, int instance, String phase) implements KongMessage {}

    /** MsgPack only: the result of an event's pending PDK call. */
    record Step(long id, long event, Value data) implements KongMessage {}

    /** MsgPack only: a PDK call failed in Kong (no known Kong sends it). */
    record StepError(long id, long event, String error) implements KongMessage {}

    /** Asks for the server's state (MsgPack's plugin.GetStatus). */
    record ServerStatus(long id) implements KongMessage {}

    /**
     * MsgPack only, and from a server that is about to start instead of from Kong: asks the one that runs to go on under
     * another launcher (plugin.Adopt).
     *
     * @param identity what both servers must have in common
     * @param launcher the process id of the new launcher
     */
    record Adopt(long id, String identity, long launcher) implements KongMessage {}

    /** Asks for the names of all plugins. */
    record PluginNames(long id) implements KongMessage {}

    /** Asks for what a plugin says of itself. */
    record PluginInfo(long id, String plugin) implements KongMessage {}

    /** A request that this server does not know. */
    record Unknown(long id, String method) implements KongMessage {}

    /** MsgPack only: a notification, which has no answer. */
    record Notification(String label) implements KongMessage {
        @Override
        public long id() {
            return 0;
        }
    }
}
