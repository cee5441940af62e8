package io.github.kongjava.plugins.responserewrite.coding;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * RFC 1952: one or more members. Unlike {@link java.util.zip.GZIPInputStream}, which takes what follows a member for the end
 * if it does not begin like another, and so would show less than some clients do.
 */
final class Gzip {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private Gzip() {}

    static void decode(byte[] coded, BoundedBytes target) throws UnusableBodyException {
        ByteBuffer members = ByteBuffer.wrap(coded).order(ByteOrder.LITTLE_ENDIAN);
        try (Inflation inflation = new Inflation(coded, target, true)) {
            do {
                header(members);
                CRC32 crc = new CRC32();
                long[] size = new long[1];
                members.position(inflation.inflate(members.position(), (bytes, length) -> {
                    crc.update(bytes, 0, length);
                    size[0] += length;
                }));
                if (members.getInt() != (int) crc.getValue() || members.getInt() != (int) size[0]) {
                    throw new UnusableBodyException("the gzip body has a wrong checksum or length");
                }
            } while (members.hasRemaining());
        } catch (BufferUnderflowException e) {
            throw new UnusableBodyException("the gzip body is cut off");
        }
    }

    private static void header(ByteBuffer members) throws UnusableBodyException {
        if (members.getShort() != (short) 0x8B1F || members.get() != 8) {
            throw new UnusableBodyException("the body, or what follows its first part, is not gzip");
        }
        int flags = members.get();
        if ((flags & RESERVED) != 0) {
            throw new UnusableBodyException("the gzip body has flags that nobody knows");
        }
        skip(members, 6);
        if ((flags & EXTRA) != 0) {
            skip(members, Short.toUnsignedInt(members.getShort()));
        }
        if ((flags & NAME) != 0) {
            skipText(members);
        }
        if ((flags & COMMENT) != 0) {
            skipText(members);
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(members, 2);
        }
    }

    private static void skip(ByteBuffer members, int bytes) {
        if (bytes > members.remaining()) {
            throw new BufferUnderflowException();
        }
        members.position(members.position() + bytes);
    }

    private static void skipText(ByteBuffer members) {
        byte next = members.get();
        while (next != 0) {
            next = members.get();
        }
    }
}
