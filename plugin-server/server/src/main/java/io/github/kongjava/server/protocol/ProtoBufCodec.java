package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.PdkFunction.Argument;
import io.github.kongjava.server.protocol.PdkFunction.Reply;
import io.github.kongjava.server.protocol.Value.Nil;
import java.util.List;

/**
 * The plugin server's side of {@code ProtoBuf:1}: Kong's frames from bytes, the answers to bytes. {@link KongProtoBufCodec}
 * is the other side. A frame is four bytes of length, the lowest first, and as many bytes of content; the {@code encode}
 * methods write both, the {@code decode} methods read the content. All methods are pure functions, safe for use by any number
 * of threads, each with a buffer of its own.
 *
 * <p>Every {@code encode} method throws {@link IllegalArgumentException} for values that are nested deeper than {@link
 * Limits#VALUE_DEPTH} or a message over 1 GiB, and leaves the buffer as it was then.
 */
public final class ProtoBufCodec {

    /** The bytes of length in front of each frame. */
    public static final int LENGTH_BYTES = 4;

    static final int SEQUENCE = 1;
    static final int PLUGIN_NAMES = 31;
    static final int PLUGIN_INFO = 32;
    static final int INSTANCE_STATUS = 33;

    private ProtoBufCodec() {}

    /** Reads the length of a frame from its four bytes, whatever it is. */
    public static long frameLength(byte[] bytes, int from) {
        int length = (bytes[from] & 0xff)
                | ((bytes[from + 1] & 0xff) << 8)
                | ((bytes[from + 2] & 0xff) << 16)
                | ((bytes[from + 3] & 0xff) << 24);
        return Integer.toUnsignedLong(length);
    }

    /**
     * Reads the length of a frame from its four bytes.
     *
     * @throws ProtocolException if it is more than the limit
     */
    public static int frameLength(byte[] bytes, int from, int limit) throws ProtocolException {
        long length = frameLength(bytes, from);
        if (length > limit) {
            throw new ProtocolException("a frame of " + length + " bytes, which is more than the limit of " + limit);
        }
        return (int) length;
    }

    /**
     * Reads the {@code RpcCall} that the bytes from {@code from} to before {@code to} are.
     *
     * @throws ProtocolException if they are none
     */
    public static KongMessage decodeCall(byte[] bytes, int from, int to) throws ProtocolException {
        return ProtoBufReader.read(bytes, from, to, ProtoBufRequests::read);
    }

    /**
     * Reads Kong's answer to a PDK call. An empty one is nil, or an empty map for a function that answers with a map.
     *
     * @throws IllegalArgumentException if ProtoBuf lacks the function
     * @throws ProtocolException if the bytes are no answer of the function's type
     */
    public static Value decodeReply(PdkFunction function, byte[] bytes, int from, int to) throws ProtocolException {
        Reply type = function.reply().orElseThrow(() -> lacking(function));
        if (from == to) {
            return ProtoBufReplies.empty(type);
        }
        return ProtoBufReader.read(bytes, from, to, in -> ProtoBufReplies.read(in, type));
    }

    /**
     * Writes a PDK call: a frame with the function's name and one with its arguments. Within lists a nil is an empty value,
     * within maps it is left out.
     *
     * @throws IllegalArgumentException if ProtoBuf lacks the function or its message cannot hold the arguments
     */
    public static void encodeCall(OutputBuffer out, PdkCall call) {
        PdkFunction function = call.function();
        Argument type = function.argument().orElseThrow(() -> lacking(function));
        whole(out, writer -> {
            int name = out.beginFrame();
            out.put(function.pathBytes());
            out.endFrame(name);
            int arguments = out.beginFrame();
            ProtoBufArguments.write(writer, type, call.arguments());
            out.endFrame(arguments);
        });
    }

    /** Writes the end of an event: an empty frame, and a return without a result. */
    public static void encodeEnd(OutputBuffer out, long sequence) {
        out.endFrame(out.beginFrame());
        encodeReturn(out, sequence);
    }

    /** Answers a request without a result. */
    public static void encodeReturn(OutputBuffer out, long sequence) {
        frame(out, writer -> writer.wholeIfAny(SEQUENCE, sequence));
    }

    /** Answers a request to start, to close or to tell of an instance. */
    public static void encodeInstance(OutputBuffer out, long sequence, InstanceState instance) {
        result(out, sequence, INSTANCE_STATUS, writer -> {
            writer.stringIfAny(1, instance.plugin());
            writer.wholeIfAny(2, instance.id());
            if (!(instance.config() instanceof Nil)) {
                int begin = writer.open(3);
                ProtoBufValues.write(writer, instance.config(), ProtoBufValues.Side.SERVER);
                writer.close(begin);
            }
            writer.wholeIfAny(4, instance.startedAt());
        });
    }

    /** Answers a request for the names of all plugins. */
    public static void encodePluginNames(OutputBuffer out, long sequence, List<String> names) {
        result(out, sequence, PLUGIN_NAMES, writer -> names.forEach(name -> writer.string(1, name)));
    }

    /** Answers a request for what a plugin says of itself. */
    public static void encodePluginInfo(OutputBuffer out, long sequence, PluginDescription plugin) {
        result(out, sequence, PLUGIN_INFO, writer -> {
            writer.stringIfAny(1, plugin.name());
            writer.wholeIfAny(2, plugin.updatedAt());
            writer.wholeIfAny(3, plugin.loadedAt());
            plugin.phases().forEach(phase -> writer.string(4, phase));
            writer.stringIfAny(5, plugin.version());
            writer.wholeIfAny(6, plugin.priority());
            writer.stringIfAny(7, plugin.schema());
        });
    }

    private static void result(OutputBuffer out, long sequence, int field, Writing content) {
        frame(out, writer -> {
            writer.wholeIfAny(SEQUENCE, sequence);
            int begin = writer.open(field);
            content.write(writer);
            writer.close(begin);
        });
    }

    static void frame(OutputBuffer out, Writing content) {
        whole(out, writer -> {
            int begin = out.beginFrame();
            content.write(writer);
            out.endFrame(begin);
        });
    }

    /** Writes all or nothing. */
    private static void whole(OutputBuffer out, Writing frames) {
        int before = out.length();
        boolean done = false;
        try {
            frames.write(out.fields());
            done = true;
        } finally {
            if (!done) {
                out.discard(before);
            }
        }
    }

    static IllegalArgumentException lacking(PdkFunction function) {
        return new IllegalArgumentException(function.path() + " can be called with MsgPack only");
    }

    /** What writes the content of a frame. */
    @FunctionalInterface
    interface Writing {
        void write(ProtoBufWriter writer);
    }
}
