package io.github.kongjava.server.protocol;

import java.nio.charset.StandardCharsets;

/** Writes the fields of messages into a buffer. */
final class ProtoBufWriter {

    private final OutputBuffer out;

    ProtoBufWriter(OutputBuffer out) {
        this.out = out;
    }

    void whole(int field, long value) {
        varint(ProtoBufReader.tag(field, ProtoBufReader.VARINT));
        varint(value);
    }

    /** Leaves a 0 out, as proto3 does. */
    void wholeIfAny(int field, long value) {
        if (value != 0) {
            whole(field, value);
        }
    }

    void bool(int field, boolean value) {
        whole(field, value ? 1 : 0);
    }

    void real(int field, double value) {
        varint(ProtoBufReader.tag(field, ProtoBufReader.FIXED64));
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            out.put((int) (bits >>> shift));
        }
    }

    void bytes(int field, byte[] value) {
        varint(ProtoBufReader.tag(field, ProtoBufReader.BYTES));
        varint(value.length);
        out.put(value);
    }

    /** Leaves an empty text out, as proto3 does. */
    void bytesIfAny(int field, byte[] value) {
        if (value.length > 0) {
            bytes(field, value);
        }
    }

    void string(int field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves an empty text out, as proto3 does. */
    void stringIfAny(int field, String value) {
        if (!value.isEmpty()) {
            string(field, value);
        }
    }

    /** Begins a message in a field; it is what is written until {@link #close(int)} is called with the result. */
    int open(int field) {
        varint(ProtoBufReader.tag(field, ProtoBufReader.BYTES));
        out.put(0);
        return out.length();
    }

    /** Fills in the length of a message. One byte was left for it, which most messages can do with. */
    void close(int begin) {
        int size = out.length() - begin;
        int width = 1;
        for (int rest = size >>> 7; rest != 0; rest >>>= 7) {
            width++;
        }
        if (width > 1) {
            out.shift(begin, width - 1);
        }
        int at = begin - 1;
        int rest = size;
        for (; rest > 0x7f; rest >>>= 7) {
            out.set(at++, (rest & 0x7f) | 0x80);
        }
        out.set(at, rest);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.put((int) rest);
    }
}
