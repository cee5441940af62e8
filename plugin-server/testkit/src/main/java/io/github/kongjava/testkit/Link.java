package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.testkit.LinkFailure.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/** One connection to the plugin server, with the bytes that have come and are not used yet. Used by one thread at a time. */
final class Link implements Closeable {

    private static final int CHUNK = 64 * 1024;

    private final UnixSocketChannel channel;
    private final Duration timeout;
    final OutputBuffer out = new OutputBuffer();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private byte[] bytes = new byte[CHUNK];
    private int from;
    private int to;

    private Link(UnixSocketChannel channel, Duration timeout) {
        this.channel = channel;
        this.timeout = timeout;
    }

    static Link open(Path socket, Duration timeout) throws LinkFailure {
        try {
            UnixSocketChannel channel = UnixSocketChannel.open(new UnixSocketAddress(socket.toFile()));
            channel.setOption(UnixSocketOptions.SO_RCVTIMEO, (int) Math.max(1, timeout.toMillis()));
            return new Link(channel, timeout);
        } catch (IOException e) {
            throw new LinkFailure(Kind.UNREACHABLE, "cannot connect to " + socket + ": " + e.getMessage());
        }
    }

    /** Whether the idle connection is still open and has no bytes: nginx closes a pooled connection otherwise. */
    boolean usable() {
        try {
            channel.configureBlocking(false);
            chunk.clear();
            int count = channel.read(chunk);
            channel.configureBlocking(true);
            return count == 0 && from == to;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends what was written to {@link #out}. */
    void send() throws LinkFailure {
        try {
            ByteBuffer view = out.view();
            while (view.hasRemaining()) {
                channel.write(view);
            }
            out.clear();
        } catch (IOException e) {
            throw new LinkFailure(Kind.CLOSED, "the plugin server closed the connection: " + e.getMessage());
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void used(int count) {
        from += count;
    }

    /** Waits for more bytes; {@code within} says whether a message has begun. */
    void more(boolean within) throws LinkFailure {
        int count = receive(within);
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to + count, bytes.length * 2));
        }
        chunk.get(bytes, to, count);
        to += count;
    }

    private int receive(boolean within) throws LinkFailure {
        chunk.clear();
        int count;
        try {
            count = channel.read(chunk);
        } catch (IOException e) {
            count = -1; // reset by the peer: as closed
        }
        if (count < 0) {
            Kind kind = within ? Kind.CLOSED_WITHIN_MESSAGE : Kind.CLOSED;
            throw new LinkFailure(kind, "the plugin server closed the connection");
        }
        if (count == 0) {
            throw new LinkFailure(Kind.TIMED_OUT, "no answer within " + timeout.toMillis() + " ms");
        }
        chunk.flip();
        return count;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("closing a connection to the plugin server failed", e);
        }
    }
}
