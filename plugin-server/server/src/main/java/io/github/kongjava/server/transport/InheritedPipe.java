package io.github.kongjava.server.transport;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jnr.enxio.channels.Native;

/**
 * The write end of a pipe that whoever started this process has opened for it. Linux only.
 *
 * @param number its number in this process
 */
public record InheritedPipe(int number) {

    /**
     * Writes a line and closes the pipe, so that the reader, who reads to the end, need not wait for this process's.
     *
     * @throws IOException if it is not open or cannot be written to
     */
    public void answer(String line) throws IOException {
        try (FileOutputStream out = new FileOutputStream("/proc/self/fd/" + number)) {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        Native.close(number);
    }
}
