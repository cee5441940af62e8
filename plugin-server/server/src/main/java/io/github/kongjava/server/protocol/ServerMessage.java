package io.github.kongjava.server.protocol;

import java.util.List;

/**
 * What a plugin server sends to Kong, the same for both protocols: Kong's side of {@link KongMessage}. {@code id} is the
 * MsgPack message id or the ProtoBuf sequence that the server echoes. ProtoBuf has no event ids; {@code event} is 0 there.
 */
public sealed interface ServerMessage {

    /**
     * A PDK call.
     *
     * @param method the function's Lua path; not always one of {@link PdkFunction}
     */
    record Call(long id, long event, String method, List<Value> arguments) implements ServerMessage {}

    /** An event is over. In ProtoBuf this is any return without a result. */
    record Ended(long id, long event) implements ServerMessage {}

    /** An instance was started or closed, or its state was asked for. */
    record Instance(long id, InstanceState instance) implements ServerMessage {}

    /** ProtoBuf only: the plugins' names. In MsgPack it is {@link Other}. */
    record Names(long id, List<String> names) implements ServerMessage {}

    /** ProtoBuf only: a plugin's description. In MsgPack it is {@link Other}. */
    record Plugin(long id, PluginDescription plugin) implements ServerMessage {}

    /** MsgPack only: a request failed. Kong wants a text here; whatever else a server sends is kept as it is. */
    record Failed(long id, Value error) implements ServerMessage {}

    /** MsgPack only: any other result. */
    record Other(long id, Value result) implements ServerMessage {}

    /** MsgPack only: a notification, which has no id. */
    record Notification(String label, Value argument) implements ServerMessage {}
}
