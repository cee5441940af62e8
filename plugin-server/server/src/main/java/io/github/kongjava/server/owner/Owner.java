package io.github.kongjava.server.owner;

import io.github.kongjava.server.transport.LibC;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Who keeps a server: the launcher that Kong started and may kill at any time, its parent, which is a worker of Kong's, and
 * the worker's parent, which is Kong's master.
 *
 * @param launcher the process that Kong started
 * @param worker its parent
 * @param master the worker's parent
 */
public record Owner(ProcessState launcher, ProcessState worker, ProcessState master) {

    private static final String LEAVING = "nginx: worker process is shutting down";

    /** The owner whose launcher has that process id; empty if one of the three is gone or cannot be seen. */
    public static Optional<Owner> of(long launcher) {
        return ProcessState.of(launcher)
                .flatMap(first -> ProcessState.of(first.parent())
                        .flatMap(second ->
                                ProcessState.of(second.parent()).map(third -> new Owner(first, second, third))));
    }

    /** Whether the launcher still runs, as a child of its worker. */
    boolean isAlive() {
        return launcher.isAliveWithParent();
    }

    /** Whether the worker takes no more connections and is to end; nginx says so in the name of the process. */
    boolean isLeaving() {
        return worker.title().startsWith(LEAVING);
    }

    /** Has the launcher let go of its output, for which a worker that is to end would wait ten seconds. */
    void silenceLauncher() {
        if (launcher.isAlive()) {
            LibC.INSTANCE.kill((int) launcher.pid(), LibC.SIGUSR1);
        }
    }

    /** Ends a launcher that its worker has left behind; without the worker it keeps the server for nobody. */
    void endLauncher() {
        if (launcher.isAlive()) {
            ProcessHandle.of(launcher.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    /**
     * How long ago Kong started the worker.
     *
     * @throws IOException if the system does not say
     */
    public Duration age() throws IOException {
        return worker.age();
    }
}
