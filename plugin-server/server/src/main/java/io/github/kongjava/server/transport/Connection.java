package io.github.kongjava.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import jnr.unixsocket.Credentials;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;

/**
 * One accepted connection, with the bytes that were read and not yet used.
 *
 * <p>Reading and writing belong to one thread at a time, the connection's owner; {@link #peek()}, {@link #shutdown()} and
 * {@link #close()} to any.
 */
public final class Connection implements AutoCloseable {

    /** What a look at the socket shows. */
    public enum Peek {
        /** Bytes have come that nobody has read. */
        DATA,
        /** The other side has gone. */
        END,
        /** Nothing has come. */
        NOTHING
    }

    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int LARGE_BYTES = 1024 * 1024;

    private final UnixSocketChannel channel;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final AtomicBoolean closed = new AtomicBoolean();
    private byte[] bytes = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private volatile Runnable atClose = () -> {};

    Connection(UnixSocketChannel channel) {
        this.channel = channel;
    }

    /** The array that holds the bytes read so far, from {@link #start()} to {@link #end()}; valid until the next read. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the unused bytes begin. */
    public int start() {
        return start;
    }

    /** Where the unused bytes end. */
    public int end() {
        return end;
    }

    /** How many unused bytes there are. */
    public int available() {
        return end - start;
    }

    /**
     * Waits for more bytes and appends them. The offset of the unused bytes may change.
     *
     * @return false at the end of the stream
     */
    public boolean read() throws IOException {
        if (closed.get()) {
            return false; // the descriptor's number may be another connection's by now
        }
        direct.clear();
        int n = Descriptors.read(channel.getFD(), direct);
        if (n == 0) {
            return false;
        }
        makeRoom(n);
        direct.flip();
        direct.get(bytes, end, n);
        end += n;
        return true;
    }

    /**
     * Waits until so many unused bytes are there.
     *
     * @return false at the end of the stream
     */
    public boolean readAtLeast(int count) throws IOException {
        while (available() < count) {
            if (!read()) {
                return false;
            }
        }
        return true;
    }

    /** Takes bytes from the front of the unused ones. */
    public void consume(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
            if (bytes.length > LARGE_BYTES) {
                bytes = new byte[BUFFER_BYTES];
            }
        }
    }

    /** Puts one byte in the place of some of the unused ones, which begin so far behind {@link #start()}. */
    public void replace(int offset, int count, byte replacement) {
        int at = start + offset;
        bytes[at] = replacement;
        System.arraycopy(bytes, at + count, bytes, at + 1, end - at - count);
        end -= count - 1;
    }

    /**
     * Takes bytes from the front without keeping those that have yet to come, for which it waits.
     *
     * @return false at the end of the stream
     */
    public boolean skip(long count) throws IOException {
        int here = (int) Math.min(count, available());
        consume(here);
        long left = count - here;
        while (left > 0) {
            if (closed.get()) {
                return false;
            }
            direct.clear().limit((int) Math.min(left, BUFFER_BYTES));
            int n = Descriptors.read(channel.getFD(), direct);
            if (n == 0) {
                return false;
            }
            left -= n;
        }
        return true;
    }

    private void makeRoom(int count) {
        if (end + count <= bytes.length) {
            return;
        }
        int used = available();
        byte[] target = used + count <= bytes.length ? bytes : new byte[Math.max(bytes.length * 2, used + count)];
        System.arraycopy(bytes, start, target, 0, used);
        bytes = target;
        start = 0;
        end = used;
    }

    /** Writes all the bytes, waiting if the other side does not read. */
    public void write(ByteBuffer source) throws IOException {
        if (closed.get()) {
            throw new IOException("the connection is closed");
        }
        while (source.hasRemaining()) {
            direct.clear();
            int count = Math.min(source.remaining(), BUFFER_BYTES);
            direct.put(0, source, source.position(), count).limit(count);
            source.position(source.position() + count);
            while (direct.hasRemaining()) {
                Descriptors.write(channel.getFD(), direct);
            }
        }
    }

    /** What has come since the last read, without reading it. */
    public synchronized Peek peek() {
        return closed.get() ? Peek.END : Descriptors.peek(channel.getFD());
    }

    /** Ends both directions: a thread that reads or writes is woken and finds the end. */
    public synchronized void shutdown() {
        if (!closed.get()) {
            Descriptors.shutdown(channel.getFD());
        }
    }

    /**
     * Who is at the other end.
     *
     * @throws IOException if the system does not say
     */
    public Peer peer() throws IOException {
        Credentials credentials = channel.getOption(UnixSocketOptions.SO_PEERCRED);
        return new Peer(credentials.getPid(), Integer.toUnsignedLong(credentials.getUid()));
    }

    int fd() {
        return channel.getFD();
    }

    /** Ends the connection; later calls do nothing. The owner alone calls it, as the descriptor's number is free afterwards. */
    @Override
    public void close() throws IOException {
        synchronized (this) { // nobody else may use the descriptor while it is closed
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            try {
                channel.close();
            } finally {
                atClose.run();
            }
        }
    }

    /** What is run when the connection is closed; set before anybody may close it. */
    public void onClose(Runnable task) {
        atClose = task;
    }
}
