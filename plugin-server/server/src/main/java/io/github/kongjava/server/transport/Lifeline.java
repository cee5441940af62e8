package io.github.kongjava.server.transport;

import java.io.IOException;
import jnr.enxio.channels.Native;

/**
 * A pipe that tells others of this process's end, however it comes: whoever opens the read end, as {@code /proc/PID/fd/N},
 * reads the end of the stream exactly when this process is gone, since nobody else has the write end. Linux only.
 *
 * @param readEnd the number of the read end in this process
 */
public record Lifeline(int readEnd) {

    /**
     * Opens the pipe, which stays open as long as the process lives.
     *
     * @throws IOException if there are no more file descriptors
     */
    public static Lifeline open() throws IOException {
        int[] ends = new int[2];
        if (LibC.INSTANCE.pipe2(ends, LibC.O_CLOEXEC) != 0) {
            throw new IOException("cannot open a pipe: " + Native.getLastErrorString());
        }
        return new Lifeline(ends[0]);
    }
}
