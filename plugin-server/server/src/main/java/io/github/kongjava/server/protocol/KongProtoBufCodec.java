package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.KongMessage.CloseInstance;
import io.github.kongjava.server.protocol.KongMessage.HandleEvent;
import io.github.kongjava.server.protocol.KongMessage.InstanceStatus;
import io.github.kongjava.server.protocol.KongMessage.PluginInfo;
import io.github.kongjava.server.protocol.KongMessage.PluginNames;
import io.github.kongjava.server.protocol.KongMessage.StartInstance;
import io.github.kongjava.server.protocol.PdkFunction.Argument;
import io.github.kongjava.server.protocol.PdkFunction.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Kong's side of {@code ProtoBuf:1}, for tests, for the load driver and for the development gateway: Kong's frames to bytes,
 * the server's answers from bytes. The {@code encode} methods write the four bytes of length too, the {@code decode} methods
 * read the content. All methods are pure functions, safe for use by any number of threads, each with a buffer of its own.
 *
 * <p>Values are read as they are on the wire, but for a nil, which may be {@code null_value} or nothing. What Kong makes of
 * them in Lua is not done here: there {@code false} becomes nil and {@code null_value} the text {@code NULL_VALUE}.
 */
public final class KongProtoBufCodec {

    private KongProtoBufCodec() {}

    /**
     * Writes a request.
     *
     * @throws IllegalArgumentException for a message that ProtoBuf lacks
     */
    public static void encode(OutputBuffer out, KongMessage message) {
        ProtoBufCodec.frame(out, writer -> {
            writer.wholeIfAny(ProtoBufCodec.SEQUENCE, message.id());
            int begin = writer.open(command(message));
            fields(writer, message);
            writer.close(begin);
        });
    }

    private static int command(KongMessage message) {
        if (message instanceof HandleEvent) {
            return ProtoBufRequests.EVENT;
        }
        if (message instanceof StartInstance) {
            return ProtoBufRequests.START;
        }
        if (message instanceof CloseInstance) {
            return ProtoBufRequests.CLOSE;
        }
        if (message instanceof InstanceStatus) {
            return ProtoBufRequests.STATUS;
        }
        if (message instanceof PluginNames) {
            return ProtoBufRequests.NAMES;
        }
        if (message instanceof PluginInfo) {
            return ProtoBufRequests.INFO;
        }
        throw new IllegalArgumentException(
                "ProtoBuf has no " + message.getClass().getSimpleName());
    }

    private static void fields(ProtoBufWriter writer, KongMessage message) {
        if (message instanceof HandleEvent event) {
            writer.whole(1, event.instance());
            writer.stringIfAny(2, event.phase());
        } else if (message instanceof StartInstance start) {
            writer.stringIfAny(1, start.plugin());
            writer.bytesIfAny(2, start.config());
        } else if (message instanceof CloseInstance close) {
            writer.whole(1, close.instance());
        } else if (message instanceof InstanceStatus status) {
            writer.whole(1, status.instance());
        } else if (message instanceof PluginInfo plugin) {
            writer.stringIfAny(1, plugin.plugin());
        }
    }

    /**
     * Writes the answer to a PDK call as Kong does: nothing at all for nil, {@code null_value} for a nil that is within a
     * value.
     *
     * @throws IllegalArgumentException if ProtoBuf lacks the function or the value is not of its type
     */
    public static void encodeReply(OutputBuffer out, PdkFunction function, Value value) {
        Reply type = function.reply().orElseThrow(() -> ProtoBufCodec.lacking(function));
        ProtoBufCodec.frame(out, writer -> ProtoBufReplies.write(writer, type, value));
    }

    /**
     * Reads the arguments of a PDK call, in Lua's order. A text, number or boolean that is absent is "", 0 or false.
     *
     * @throws IllegalArgumentException if ProtoBuf lacks the function
     * @throws ProtocolException if the bytes are no argument of the function's type
     */
    public static List<Value> decodeArguments(PdkFunction function, byte[] bytes, int from, int to)
            throws ProtocolException {
        Argument type = function.argument().orElseThrow(() -> ProtoBufCodec.lacking(function));
        return ProtoBufReader.read(bytes, from, to, in -> ProtoBufArguments.read(in, type));
    }

    /**
     * Reads a server's {@code RpcReturn}; without a result it is the end of an event.
     *
     * @throws ProtocolException if the bytes are none
     */
    public static ServerMessage decodeReturn(byte[] bytes, int from, int to) throws ProtocolException {
        return ProtoBufReader.read(bytes, from, to, KongProtoBufCodec::read);
    }

    private static ServerMessage read(ProtoBufReader in) throws IOException, ProtocolException {
        long sequence = 0;
        Result result = id -> new ServerMessage.Ended(id, 0);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case ProtoBufCodec.SEQUENCE << 3 | ProtoBufReader.VARINT -> sequence = in.whole();
                case ProtoBufCodec.PLUGIN_NAMES << 3 | ProtoBufReader.BYTES ->
                    result = in.message(KongProtoBufCodec::names);
                case ProtoBufCodec.PLUGIN_INFO << 3 | ProtoBufReader.BYTES ->
                    result = in.message(KongProtoBufCodec::plugin);
                case ProtoBufCodec.INSTANCE_STATUS << 3 | ProtoBufReader.BYTES ->
                    result = in.message(KongProtoBufCodec::instance);
                default -> in.skip(tag);
            }
        }
        return result.withId(sequence);
    }

    private static Result names(ProtoBufReader in) throws IOException, ProtocolException {
        List<String> names = new ArrayList<>();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == (1 << 3 | ProtoBufReader.BYTES)) {
                in.count();
                names.add(in.string());
            } else {
                in.skip(tag);
            }
        }
        return id -> new ServerMessage.Names(id, names);
    }

    private static Result instance(ProtoBufReader in) throws IOException, ProtocolException {
        String plugin = "";
        int instance = 0;
        Value config = Value.NIL;
        long startedAt = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | ProtoBufReader.BYTES -> plugin = in.string();
                case 2 << 3 | ProtoBufReader.VARINT -> instance = (int) in.whole();
                case 3 << 3 | ProtoBufReader.BYTES -> config = in.message(ProtoBufValues::value);
                case 4 << 3 | ProtoBufReader.VARINT -> startedAt = in.whole();
                default -> in.skip(tag);
            }
        }
        InstanceState state = new InstanceState(instance, plugin, config, startedAt);
        return id -> new ServerMessage.Instance(id, state);
    }

    private static Result plugin(ProtoBufReader in) throws IOException, ProtocolException {
        List<String> phases = new ArrayList<>();
        String name = "";
        String version = "";
        String schema = "";
        long updatedAt = 0;
        long loadedAt = 0;
        int priority = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | ProtoBufReader.BYTES -> name = in.string();
                case 2 << 3 | ProtoBufReader.VARINT -> updatedAt = in.whole();
                case 3 << 3 | ProtoBufReader.VARINT -> loadedAt = in.whole();
                case 4 << 3 | ProtoBufReader.BYTES -> {
                    in.count();
                    phases.add(in.string());
                }
                case 5 << 3 | ProtoBufReader.BYTES -> version = in.string();
                case 6 << 3 | ProtoBufReader.VARINT -> priority = (int) in.whole();
                case 7 << 3 | ProtoBufReader.BYTES -> schema = in.string();
                default -> in.skip(tag);
            }
        }
        PluginDescription plugin = new PluginDescription(name, updatedAt, loadedAt, phases, version, priority, schema);
        return id -> new ServerMessage.Plugin(id, plugin);
    }

    /** A result whose sequence number may stand behind it. */
    @FunctionalInterface
    private interface Result {
        ServerMessage withId(long id);
    }
}
