package io.github.kongjava.server.event;

/** How a server answers to a new launcher that wants to keep it. */
public sealed interface Adoption {

    /**
     * The server goes on, and the new launcher has it.
     *
     * @param server the server's process id
     * @param lifeline the descriptor in that process that is at its end of stream when the process has ended
     */
    record Agreed(long server, int lifeline) implements Adoption {}

    /**
     * The server has nothing to do with the new launcher, which starts one of its own.
     *
     * @param reason why, for the log
     */
    record Refused(String reason) implements Adoption {}
}
