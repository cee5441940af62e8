package io.github.kongjava.cli;

import io.github.kongjava.server.event.Adoption.Agreed;
import io.github.kongjava.server.owner.Owner;
import io.github.kongjava.server.transport.InheritedPipe;
import java.io.IOException;
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

    /** Where the launcher reads the answer to its end. */
    private static final InheritedPipe ANSWER = new InheritedPipe(3);

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
        ANSWER.answer(server.server() + " " + server.lifeline());
    }
}
