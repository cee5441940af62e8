package io.github.kongjava.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import jnr.enxio.channels.Native;

/**
 * Lets one thread wait for a connection's next bytes and be woken by another thread meanwhile: a pipe beside the socket in
 * one {@code poll(2)}.
 *
 * <p>{@link #await} and {@link #drain} belong to the thread that waits; {@link #wake} to any, once for each {@code drain}.
 */
public final class Wakeup implements AutoCloseable {

    private final ByteBuffer poll = Descriptors.pollBuffer();
    private final ByteBuffer one = ByteBuffer.allocateDirect(1);
    private final int readEnd;
    private final int writeEnd;

    private Wakeup(int readEnd, int writeEnd) {
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    /**
     * Opens the pipe.
     *
     * @throws IOException if there are no more file descriptors
     */
    public static Wakeup open() throws IOException {
        int[] ends = new int[2];
        if (LibC.INSTANCE.pipe(ends) != 0) {
            throw new IOException("cannot open a pipe: " + Native.getLastErrorString());
        }
        return new Wakeup(ends[0], ends[1]);
    }

    /**
     * Waits until the connection has something to read, {@link #wake} is called, or the time is over; may return earlier.
     *
     * @return whether the connection has something to read, or is at its end
     */
    public boolean await(Connection connection, long timeoutNanos) {
        long millis = timeoutNanos <= 0 ? 0 : timeoutNanos / 1_000_000 + 1;
        return Descriptors.poll(poll, connection.fd(), readEnd, (int) Math.min(millis, Integer.MAX_VALUE));
    }

    /** Wakes the thread that waits, or the next one to wait. */
    public void wake() throws IOException {
        ByteBuffer any = ByteBuffer.allocateDirect(1);
        if (Native.write(writeEnd, any) != 1) {
            throw new IOException("cannot wake a thread: " + Native.getLastErrorString());
        }
    }

    /** Takes one {@link #wake} back, waiting for it if need be. */
    public void drain() throws IOException {
        one.clear();
        if (Native.read(readEnd, one) != 1) {
            throw new IOException("cannot read a wake-up: " + Native.getLastErrorString());
        }
    }

    /** Closes the pipe. */
    @Override
    public void close() throws IOException {
        Native.close(readEnd);
        Native.close(writeEnd);
    }
}
