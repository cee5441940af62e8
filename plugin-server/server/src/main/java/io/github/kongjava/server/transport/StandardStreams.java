package io.github.kongjava.server.transport;

import java.io.IOException;
import jnr.enxio.channels.Native;

/** This process's standard output and standard error, which may go elsewhere while it runs. Linux only. */
public final class StandardStreams {

    private static final int OUTPUT = 1;
    private static final int ERROR = 2;

    private StandardStreams() {}

    /**
     * Sends both from now on to where another process sends its own. That process must be of the same user.
     *
     * @throws IOException if they cannot be opened; nothing has changed then
     */
    public static void follow(long pid) throws IOException {
        int output = open(pid, OUTPUT);
        try {
            int error = open(pid, ERROR);
            try {
                replace(OUTPUT, output);
                replace(ERROR, error);
            } finally {
                Native.close(error);
            }
        } finally {
            Native.close(output);
        }
    }

    private static int open(long pid, int number) throws IOException {
        String path = "/proc/" + pid + "/fd/" + number;
        int fd = LibC.INSTANCE.open(path, LibC.O_WRONLY | LibC.O_APPEND | LibC.O_CLOEXEC);
        if (fd < 0) {
            throw new IOException("cannot open " + path + ": " + Native.getLastErrorString());
        }
        return fd;
    }

    private static void replace(int number, int fd) throws IOException {
        if (LibC.INSTANCE.dup2(fd, number) < 0) {
            throw new IOException("cannot redirect descriptor " + number + ": " + Native.getLastErrorString());
        }
    }
}
