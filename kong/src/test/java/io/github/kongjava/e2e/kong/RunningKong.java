package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.util.List;

/** A Kong that was started. */
public interface RunningKong extends AutoCloseable {

    /** Runs a command beside Kong: on the same host, as a user who may see its processes and files. */
    Outcome run(List<String> command) throws IOException;

    /** {@code kong reload}. */
    void reload() throws IOException;

    /** Kills nginx's master and workers, and nothing else, without a chance to clean up. */
    void kill() throws IOException;

    /** Sends a signal to one of its processes. */
    default void signal(String name, long process) throws IOException {
        List<String> command = List.of("kill", "-" + name, Long.toString(process));
        run(command).orThrow(command);
    }

    /** Whether a process that belonged to it is there. */
    boolean isRunning(long process) throws IOException;

    /** What is in error.log. */
    String errorLog() throws IOException;

    /** {@code kong stop}, if it still runs. */
    @Override
    void close() throws IOException;
}
