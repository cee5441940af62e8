package io.github.kongjava.server.transport;

import java.io.IOException;
import jnr.enxio.channels.Native;

/** This process's standard output and standard error, which may go elsewhere while it runs. Linux only. */
public final class StandardStreams {

    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final String NOWHERE = "/dev/null";

    private StandardStreams() {}

    /**
     * Sends both from now on to where another process sends its own. That process must be of the same user.
     *
     * @throws IOException if they cannot be opened; nothing has changed then
     */
    public static void follow(long pid) throws IOException {
        String open = "/proc/" + pid + "/fd/";
        send(open + OUTPUT, open + ERROR);
    }

    /**
     * Sends both from now on nowhere.
     *
     * @throws IOException if that cannot be opened; nothing has changed then
     */
    public static void discard() throws IOException {
        send(NOWHERE, NOWHERE);
    }

    private static void send(String outputPath, String errorPath) throws IOException {
        int output = open(outputPath);
        try {
            int error = open(errorPath);
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

    private static int open(String path) throws IOException {
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
