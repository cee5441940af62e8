package io.github.kongjava.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** ProtoBuf events that are all in flight at once: each has made its first PDK call, and none is answered yet. */
public final class Gathering implements Closeable {

    private final List<ProtoBufPlayer> players = new ArrayList<>();

    private Gathering() {}

    /**
     * Begins the events, and returns when each waits for the answer to its call.
     *
     * @throws IOException if an event does not call, but ends or fails
     */
    public static Gathering of(Target target, int events) throws IOException {
        int instance = ProtoBufPlayer.startInstance(target);
        Gathering gathering = new Gathering();
        try {
            for (int i = 0; i < events; i++) {
                ProtoBufPlayer player = new ProtoBufPlayer(target, instance);
                gathering.players.add(player);
                player.start();
            }
            for (ProtoBufPlayer player : gathering.players) {
                player.awaitCall();
            }
            return gathering;
        } catch (IOException e) {
            gathering.close();
            throw e;
        }
    }

    /** Answers all the calls, and returns when every event has ended. */
    public void finish() throws IOException {
        for (ProtoBufPlayer player : players) {
            player.answer();
        }
        for (ProtoBufPlayer player : players) {
            player.awaitEnd();
        }
    }

    @Override
    public void close() throws IOException {
        for (ProtoBufPlayer player : players) {
            player.close();
        }
    }
}
