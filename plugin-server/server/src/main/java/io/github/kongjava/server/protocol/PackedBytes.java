package io.github.kongjava.server.protocol;

import org.msgpack.core.buffer.MessageBuffer;
import org.msgpack.core.buffer.MessageBufferOutput;

/** Lets a packer write right into the array of an {@link OutputBuffer}. */
final class PackedBytes implements MessageBufferOutput {

    private final OutputBuffer out;

    PackedBytes(OutputBuffer out) {
        this.out = out;
    }

    @Override
    public MessageBuffer next(int minimumSize) {
        out.makeRoom(minimumSize);
        byte[] array = out.array();
        return MessageBuffer.wrap(array, out.length(), array.length - out.length());
    }

    @Override
    public void writeBuffer(int count) {
        out.advance(count);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        out.put(bytes, from, count);
    }

    @Override
    public void add(byte[] bytes, int from, int count) {
        out.put(bytes, from, count);
    }

    /** There is nothing behind the buffer to flush to. */
    @Override
    public void flush() {}

    /** There is nothing to close. */
    @Override
    public void close() {}
}
