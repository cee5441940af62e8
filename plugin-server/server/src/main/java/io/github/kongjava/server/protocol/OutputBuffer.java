package io.github.kongjava.server.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/**
 * The bytes of messages on their way out: a growing array that both codecs write into and that is used again for the next
 * messages. After a huge message it shrinks back. Not safe for use by several threads at once.
 */
public final class OutputBuffer {

    private static final int USUAL_BYTES = 4096;
    private static final int KEPT_BYTES = 1 << 20;
    private static final int MOST_BYTES = 1 << 30;

    private static final MessagePack.PackerConfig PACKING =
            // Kong itself never uses str8.
            new MessagePack.PackerConfig().withStr8FormatSupport(false);

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    private ByteBuffer view = ByteBuffer.wrap(bytes);

    private final ProtoBufWriter fields = new ProtoBufWriter(this);
    private MessagePacker packer = newPacker();

    /** Forgets what was written. */
    public void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            replace(new byte[USUAL_BYTES]);
        }
    }

    /** The number of bytes written. */
    public int length() {
        return length;
    }

    /** What was written, without a copy: valid until the next write or {@link #clear()}; always the same buffer object. */
    public ByteBuffer view() {
        return view.clear().limit(length);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** The array of what was written, from index 0; valid until the next write. */
    byte[] array() {
        return bytes;
    }

    /** Writes for MsgPack; whoever uses it flushes it. */
    MessagePacker packer() {
        return packer;
    }

    /** Writes for ProtoBuf. */
    ProtoBufWriter fields() {
        return fields;
    }

    /** Leaves room for the length of a frame. The frame is what is written until {@link #endFrame(int)} is called. */
    public int beginFrame() {
        makeRoom(Integer.BYTES);
        length += Integer.BYTES;
        return length;
    }

    /** Fills in the length, four bytes, the lowest first, of the frame that began at the place. */
    public void endFrame(int begin) {
        int size = length - begin;
        bytes[begin - 4] = (byte) size;
        bytes[begin - 3] = (byte) (size >>> 8);
        bytes[begin - 2] = (byte) (size >>> 16);
        bytes[begin - 1] = (byte) (size >>> 24);
    }

    /** Writes a byte. */
    void put(int value) {
        makeRoom(1);
        bytes[length++] = (byte) value;
    }

    /** Writes bytes. */
    public void put(byte[] values) {
        put(values, 0, values.length);
    }

    /** Writes {@code count} bytes. */
    public void put(byte[] values, int from, int count) {
        makeRoom(count);
        System.arraycopy(values, from, bytes, length, count);
        length += count;
    }

    /** Moves what was written from the place on, to leave room for {@code count} bytes there. */
    void shift(int from, int count) {
        makeRoom(count);
        System.arraycopy(bytes, from, bytes, from + count, length - from);
        length += count;
    }

    /** Overwrites a byte. */
    void set(int at, int value) {
        bytes[at] = (byte) value;
    }

    /** Takes back what was written beyond the place, also what the packer has not flushed. */
    void discard(int end) {
        length = end;
        packer = newPacker();
    }

    /** Counts bytes that were written to {@link #array()} directly. */
    void advance(int count) {
        length += count;
    }

    /**
     * Makes the array large enough.
     *
     * @throws IllegalArgumentException if there would be more than 1 GiB in it
     */
    void makeRoom(int count) {
        if (bytes.length - length >= count) {
            return;
        }
        if (count > MOST_BYTES - length) {
            throw new IllegalArgumentException(
                    "a message of " + ((long) length + count) + " bytes is larger than " + MOST_BYTES);
        }
        int doubled = Math.min(MOST_BYTES, bytes.length * 2);
        replace(Arrays.copyOf(bytes, Math.max(doubled, length + count)));
    }

    private MessagePacker newPacker() {
        return PACKING.newPacker(new PackedBytes(this));
    }

    private void replace(byte[] replacement) {
        bytes = replacement;
        view = ByteBuffer.wrap(replacement);
    }
}
