package io.github.kongjava.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;

/** Plays Kong's side on one connection. Belongs to one thread at a time. */
public interface Player extends Closeable {

    /**
     * Plays one event to its end. A round trip begins when bytes are sent to the server and ends when the whole message is
     * there that the server sends next: a PDK call, or the end of the event.
     *
     * @param roundTrips counts each of them
     * @throws IOException if the server does not play its part; the message says how
     */
    void play(Histogram roundTrips) throws IOException;

    /** Makes players. */
    @FunctionalInterface
    interface Casting {
        /** Connects one. */
        Player player() throws IOException;
    }
}
