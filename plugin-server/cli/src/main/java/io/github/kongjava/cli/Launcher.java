package io.github.kongjava.cli;

import io.github.kongjava.server.event.Adoption.Agreed;
import io.github.kongjava.server.owner.Owner;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The shell that has started this process in the background, and waits for the end of the server that it is told of: this
 * process, or one that ran already.
 *
 * @param pid its process id
 */
record Launcher(long pid) {

    /** By which {@code bin/kong-java} names itself. */
    static final String PROPERTY = "kong-java.launcher";

    /** Where the launcher reads the answer. Only the launcher may hold it open afterwards, or it would wait for more. */
    private static final String ANSWER = "/proc/self/fd/3";

    /** The launcher, if there is one: otherwise this process is what was started. */
    static Optional<Launcher> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(pid -> new Launcher(Long.parseLong(pid)));
    }

    /** The launcher with Kong's processes above it. */
    Owner owner() throws CommandFailure {
        return Owner.of(pid)
                .orElseThrow(
                        () -> new CommandFailure(
                                "the process that started this one (" + pid
                                        + ") is gone, or its parents cannot be seen in /proc; with --no-survive-reload they need not be"));
    }

    /** Tells it which server it has. */
    void answer(Agreed server) throws IOException {
        try (FileOutputStream out = new FileOutputStream(ANSWER)) {
            out.write((server.server() + " " + server.lifeline() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
