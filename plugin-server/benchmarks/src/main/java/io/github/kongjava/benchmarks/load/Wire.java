package io.github.kongjava.benchmarks.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/**
 * One blocking connection with the bytes that have come and are not used yet. As thin as can be, since what it costs counts
 * in every figure, the floor's too. Belongs to one thread at a time.
 */
final class Wire implements Closeable {

    /** So long does Kong wait for an answer. */
    private static final int TIMEOUT_MILLIS = 60_000;

    private static final int CHUNK_BYTES = 8 * 1024;

    private final UnixSocketChannel channel;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private byte[] bytes = new byte[CHUNK_BYTES];
    private int start;
    private int end;

    private Wire(UnixSocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to a server. */
    static Wire connect(Path socket) throws IOException {
        UnixSocketChannel channel = UnixSocketChannel.open(new UnixSocketAddress(socket.toFile()));
        channel.setOption(UnixSocketOptions.SO_RCVTIMEO, TIMEOUT_MILLIS);
        return new Wire(channel);
    }

    /** Of a connection that was accepted. */
    static Wire of(UnixSocketChannel accepted) {
        return new Wire(accepted);
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Waits until so many unused bytes are there; the place of the unused ones may change. */
    void await(int count) throws IOException {
        while (end - start < count) {
            if (!more()) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    /** Waits for more bytes; false at the end of the stream. */
    boolean more() throws IOException {
        direct.clear();
        int count = channel.read(direct);
        if (count == 0) {
            throw new SocketTimeoutException("no answer within " + TIMEOUT_MILLIS + " ms");
        }
        if (count < 0) {
            return false;
        }
        makeRoom(count);
        direct.flip().get(bytes, end, count);
        end += count;
        return true;
    }

    private void makeRoom(int count) {
        if (end + count <= bytes.length) {
            return;
        }
        int unused = end - start;
        byte[] target = Arrays.copyOfRange(bytes, start, start + Math.max(bytes.length, 2 * (unused + count)));
        bytes = target;
        start = 0;
        end = unused;
    }

    void use(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    void write(byte[] source, int count) throws IOException {
        write(ByteBuffer.wrap(source, 0, count));
    }

    void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            int count = Math.min(source.remaining(), CHUNK_BYTES);
            direct.clear().put(0, source, source.position(), count).limit(count);
            source.position(source.position() + count);
            while (direct.hasRemaining()) {
                channel.write(direct);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
