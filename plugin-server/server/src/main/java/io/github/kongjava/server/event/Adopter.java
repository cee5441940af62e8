package io.github.kongjava.server.event;

import io.github.kongjava.server.transport.Peer;

/** Decides whether this server goes on under another launcher, and does what that takes. Thread safe. */
@FunctionalInterface
public interface Adopter {

    /**
     * Answers a server that is about to start in this one's place.
     *
     * @param peer who asks
     * @param identity what both servers must have in common
     * @param launcher the process id of the new launcher
     */
    Adoption adopt(Peer peer, String identity, long launcher);
}
