package io.github.kongjava.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.constants.platform.Errno;
import jnr.enxio.channels.Native;

/** What can be asked of a file descriptor without reading from it. */
final class Descriptors {

    private static final int MSG_PEEK = 2;
    private static final int MSG_DONTWAIT_LINUX = 0x40;
    private static final int MSG_DONTWAIT_BSD = 0x80;
    private static final int MSG_DONTWAIT =
            System.getProperty("os.name", "").startsWith("Linux") ? MSG_DONTWAIT_LINUX : MSG_DONTWAIT_BSD;
    private static final int POLLIN = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int REVENTS_OFFSET = 6;
    private static final int SHUT_RDWR = 2;
    private static final ThreadLocal<ByteBuffer> PEEKED = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1));

    private Descriptors() {}

    /** What {@code recv} of one byte would do now. */
    static Connection.Peek peek(int fd) {
        ByteBuffer one = PEEKED.get();
        one.clear();
        long n = LibC.INSTANCE.recv(fd, one, 1, MSG_PEEK | MSG_DONTWAIT);
        if (n > 0) {
            return Connection.Peek.DATA;
        }
        if (n == 0) {
            return Connection.Peek.END;
        }
        return switch (Native.getLastError()) {
            case EAGAIN, EWOULDBLOCK, EINTR -> Connection.Peek.NOTHING;
            default -> Connection.Peek.END;
        };
    }

    /**
     * Waits for bytes. The channel's own read would copy through a new array each time.
     *
     * @return how many have come, 0 at the end of the stream
     */
    static int read(int fd, ByteBuffer target) throws IOException {
        int n = Native.read(fd, target);
        if (n >= 0) {
            return n;
        }
        if (Native.getLastError() == Errno.ECONNRESET) {
            return 0;
        }
        throw new IOException("cannot read: " + Native.getLastErrorString());
    }

    /** Writes some of the bytes, waiting if the other side does not read. */
    static void write(int fd, ByteBuffer source) throws IOException {
        if (Native.write(fd, source) < 0) {
            throw new IOException("cannot write: " + Native.getLastErrorString());
        }
    }

    /** Room for {@link #poll}, to be reused by one thread. */
    static ByteBuffer pollBuffer() {
        return ByteBuffer.allocateDirect(2 * POLLFD_BYTES).order(ByteOrder.nativeOrder());
    }

    /**
     * Waits until one of the two descriptors is readable (or at its end).
     *
     * @return whether the first one is
     */
    static boolean poll(ByteBuffer buffer, int first, int second, int timeoutMillis) {
        buffer.clear();
        buffer.putInt(0, first).putShort(4, (short) POLLIN).putShort(REVENTS_OFFSET, (short) 0);
        buffer.putInt(POLLFD_BYTES, second)
                .putShort(POLLFD_BYTES + 4, (short) POLLIN)
                .putShort(POLLFD_BYTES + REVENTS_OFFSET, (short) 0);
        int ready = LibC.INSTANCE.poll(buffer, 2, timeoutMillis);
        return ready > 0 && buffer.getShort(REVENTS_OFFSET) != 0;
    }

    /** Ends both directions, which wakes whoever reads; closing alone would not. */
    static void shutdown(int fd) {
        Native.shutdown(fd, SHUT_RDWR);
    }
}
