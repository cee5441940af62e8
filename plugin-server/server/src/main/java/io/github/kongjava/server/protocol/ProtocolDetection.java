package io.github.kongjava.server.protocol;

/**
 * Tells by the first bytes of a connection which protocol Kong speaks on it.
 *
 * <p>Why it cannot err: let b0 to b3 be the first four bytes.
 *
 * <ul>
 *   <li>A ProtoBuf connection begins with a frame's length, the lowest byte first. A first frame has less than 8 MiB ({@link
 *       #FIRST_FRAME_BYTES}), so <b>b3 is 0 and b2 below 0x80</b>, whatever b0 and b1 are.
 *   <li>A MsgPack request is an array of four, 0x94, of which the first is the number 0. Then comes the message id. If it is
 *       below 128, it is b2 itself, and b3 is the head of the method's text, which is 0xa0 or more: <b>b3 is not 0</b>. If it
 *       is larger, b2 is the head of a number, 0xcc to 0xcf: <b>b2 is not below 0x80</b>.
 *   <li>A MsgPack notification is an array of three, 0x93, of which the first is the number 2; then b2 is the head of the
 *       label's text, 0xa0 or more: <b>b2 is not below 0x80</b>.
 * </ul>
 *
 * So no four bytes can begin both. A ProtoBuf frame is looked at one byte further: it has to begin with a field of {@code
 * RpcCall}.
 */
public final class ProtocolDetection {

    /** What the first bytes are. */
    public enum Result {
        /** MsgPack. */
        MSGPACK,
        /** ProtoBuf. */
        PROTOBUF,
        /** More bytes are needed, never more than {@link #BYTES} in all. */
        NEED_MORE,
        /** Neither protocol; the connection is of no use. */
        GARBAGE
    }

    /** With so many bytes the result is always certain. */
    public static final int BYTES = 5;

    /** The largest first ProtoBuf frame of a connection, in bytes. (It holds a configuration at most.) */
    public static final int FIRST_FRAME_BYTES = (8 << 20) - 1;

    private static final int REQUEST = 0x94;
    private static final int NOTIFICATION = 0x93;
    private static final int SEQUENCE_TAG = 0x08;

    private ProtocolDetection() {}

    /** Looks at the bytes from {@code from} to before {@code to}, which are all that have come so far. */
    public static Result detect(byte[] bytes, int from, int to) {
        int count = to - from;
        if (count < 4) {
            return Result.NEED_MORE;
        }
        int b2 = bytes[from + 2] & 0xff;
        int b3 = bytes[from + 3] & 0xff;
        if (b3 == 0 && b2 < 0x80) {
            return frame(bytes, from, count);
        }
        return isMsgPack(bytes[from] & 0xff, bytes[from + 1], b2, b3) ? Result.MSGPACK : Result.GARBAGE;
    }

    private static Result frame(byte[] bytes, int from, int count) {
        int length = (bytes[from] & 0xff) | ((bytes[from + 1] & 0xff) << 8) | ((bytes[from + 2] & 0xff) << 16);
        if (length < 2) {
            return Result.GARBAGE;
        }
        if (count < BYTES) {
            return Result.NEED_MORE;
        }
        int tag = bytes[from + 4] & 0xff;
        // All commands are messages in fields above 15: two bytes of tag, the first with the wire type 2.
        boolean command = tag >= 0x80 && (tag & 7) == 2;
        return tag == SEQUENCE_TAG || command ? Result.PROTOBUF : Result.GARBAGE;
    }

    private static boolean isMsgPack(int b0, int b1, int b2, int b3) {
        if (b0 == REQUEST && b1 == 0) {
            return b2 < 0x80 ? isText(b3) : b2 >= 0xcc && b2 <= 0xcf;
        }
        return b0 == NOTIFICATION && b1 == 2 && isText(b2);
    }

    private static boolean isText(int head) {
        return (head >= 0xa0 && head <= 0xbf) || (head >= 0xd9 && head <= 0xdb);
    }
}
