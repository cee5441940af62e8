package io.github.kongjava.server.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.msgpack.core.MessagePacker;

/**
 * The plugin server's side of {@code MsgPack:1}: Kong's requests from bytes, the answers to bytes. {@link MsgPackScanner}
 * finds the messages in a stream; {@link KongMsgPackCodec} is the other side. All methods are pure functions, safe for use
 * by any number of threads, each with a buffer of its own.
 *
 * <p>Every {@code encode} method throws {@link IllegalArgumentException} for values that are nested deeper than {@link
 * Limits#VALUE_DEPTH} or a message over 1 GiB, and leaves the buffer as it was then.
 */
public final class MsgPackCodec {

    static final int REQUEST = 0;
    static final int RESPONSE = 1;
    static final int NOTIFICATION = 2;

    static final byte[] EVENT_ID = ascii("EventId");
    static final byte[] DATA = ascii("Data");
    static final byte[] METHOD = ascii("Method");
    static final byte[] ARGS = ascii("Args");
    static final byte[] RET = ascii("ret");

    private MsgPackCodec() {}

    /**
     * Reads the message that the bytes from {@code from} to before {@code to} are.
     *
     * @throws ProtocolException if they are no request or notification, or more than one
     */
    public static KongMessage decode(byte[] bytes, int from, int to) throws ProtocolException {
        return MsgPackRequests.decode(bytes, from, to);
    }

    /** Answers a request of an event with the event's next PDK call. */
    public static void encodeCall(OutputBuffer out, long id, long event, PdkCall call) {
        encode(out, packer -> {
            result(packer, id).packMapHeader(2);
            name(packer, DATA).packMapHeader(2);
            name(name(packer, METHOD), call.function().pathBytes());
            MsgPackWriter.values(name(packer, ARGS), call.arguments());
            name(packer, EVENT_ID).packLong(event);
        });
    }

    /** Answers a request of an event with its end. */
    public static void encodeEnd(OutputBuffer out, long id, long event) {
        encode(out, packer -> {
            result(packer, id).packMapHeader(2);
            name(name(packer, DATA), RET);
            name(packer, EVENT_ID).packLong(event);
        });
    }

    /** Answers a request to start, to close or to tell of an instance. */
    public static void encodeInstance(OutputBuffer out, long id, InstanceState instance) {
        encodeResult(out, id, MsgPackStates.table(instance));
    }

    /** Answers a request for the names of all plugins. */
    public static void encodePluginNames(OutputBuffer out, long id, List<String> names) {
        encodeResult(out, id, MsgPackStates.texts(names));
    }

    /** Answers a request for what a plugin says of itself. */
    public static void encodePluginInfo(OutputBuffer out, long id, PluginDescription plugin) {
        encodeResult(out, id, MsgPackStates.table(plugin));
    }

    /** Answers a request with any result. */
    public static void encodeResult(OutputBuffer out, long id, Value result) {
        encode(out, packer -> MsgPackWriter.value(result(packer, id), result));
    }

    /**
     * Answers a request with an error. Kong lets the client's request pass then, except that {@code no plugin instance} in
     * the text makes it start the instance anew.
     */
    public static void encodeError(OutputBuffer out, long id, String error) {
        encode(out, packer -> {
            packer.packArrayHeader(4).packInt(RESPONSE).packLong(id);
            MsgPackWriter.text(packer, error);
            packer.packNil();
        });
    }

    /** Tells Kong the server's process id. Kong reads it only in front of an answer on the same connection. */
    public static void encodeServerPid(OutputBuffer out, long pid) {
        encode(out, packer -> {
            packer.packArrayHeader(3).packInt(NOTIFICATION);
            MsgPackWriter.text(packer, "serverPid");
            packer.packLong(pid);
        });
    }

    private static MessagePacker result(MessagePacker packer, long id) throws IOException {
        return packer.packArrayHeader(4).packInt(RESPONSE).packLong(id).packNil();
    }

    static MessagePacker name(MessagePacker packer, byte[] name) throws IOException {
        MsgPackWriter.text(packer, name);
        return packer;
    }

    /** Writes a message as a whole or not at all. */
    static void encode(OutputBuffer out, Packing packing) {
        int begin = out.length();
        MessagePacker packer = out.packer();
        boolean done = false;
        try {
            packing.pack(packer);
            packer.flush();
            done = true;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            if (!done) {
                out.discard(begin);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What writes one message. */
    @FunctionalInterface
    interface Packing {
        void pack(MessagePacker packer) throws IOException;
    }
}
