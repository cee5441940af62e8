package io.github.kongjava.server.protocol;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/**
 * Reads the fields of one frame. Texts are bytes, as Lua's strings are; fields that are unknown, or known with another type,
 * are skipped.
 */
final class ProtoBufReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final CodedInputStream in;
    private int depth;
    private int values;

    private ProtoBufReader(byte[] bytes, int from, int to) {
        in = CodedInputStream.newInstance(bytes, from, to - from);
    }

    /** Reads a frame. */
    static <T> T read(byte[] bytes, int from, int to, Reading<T> reading) throws ProtocolException {
        try {
            return reading.read(new ProtoBufReader(bytes, from, to));
        } catch (IOException e) {
            throw new ProtocolException("a ProtoBuf message that cannot be read: " + e.getMessage(), e);
        }
    }

    /** The next field's tag, which is its number times eight plus its wire type; 0 at the message's end. */
    int tag() throws IOException {
        return in.readTag();
    }

    static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    long whole() throws IOException {
        return in.readRawVarint64();
    }

    boolean bool() throws IOException {
        return in.readBool();
    }

    double real() throws IOException {
        return in.readDouble();
    }

    byte[] bytes() throws IOException {
        return in.readByteArray();
    }

    String string() throws IOException {
        return Value.string(in.readByteArray());
    }

    /** Reads the message that a field holds. */
    <T> T message(Reading<T> reading) throws IOException, ProtocolException {
        if (++depth > 3 * Limits.DEPTH) {
            // A list in a value takes two messages, an entry of a map three.
            throw new ProtocolException("messages are nested deeper than " + 3 * Limits.DEPTH);
        }
        int outer = in.pushLimit(in.readRawVarint32());
        T result = reading.read(this);
        in.popLimit(outer);
        depth--;
        return result;
    }

    /** Counts a value. */
    void count() throws ProtocolException {
        if (++values > Limits.VALUES) {
            throw new ProtocolException("a message holds more than " + Limits.VALUES + " values");
        }
    }

    void skip(int tag) throws IOException, ProtocolException {
        switch (tag & 7) {
            case VARINT -> in.readRawVarint64();
            case FIXED64 -> in.skipRawBytes(8);
            case BYTES -> in.skipRawBytes(in.readRawVarint32());
            case FIXED32 -> in.skipRawBytes(4);
            default -> throw new ProtocolException("a field of the wire type " + (tag & 7));
        }
    }

    /** What reads one message to its end. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ProtoBufReader in) throws IOException, ProtocolException;
    }
}
