package io.github.kongjava.server;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a server runs. Immutable; begin with {@link #onSocket(Path)} and change what is needed.
 *
 * @param socket the path of the Unix socket, at most 107 bytes
 * @param socketMode the permissions of the socket file
 * @param maxMessageBytes the largest message that is read
 * @param maxConnections how many connections are served at once; further ones wait to be accepted
 * @param maxEvents how many events run at once; further ones are answered with 503
 * @param maxStuckThreads how many threads of one plugin may be past their deadline; then its events are answered with 503
 * @param instanceIdle after this time without an event an instance ends; Kong starts it anew when it is needed
 * @param drain how long events in flight may take to finish when the server ends
 * @param watchParent whether the server ends when the process that started it does
 */
public record ServerOptions(
        Path socket,
        Set<PosixFilePermission> socketMode,
        int maxMessageBytes,
        int maxConnections,
        int maxEvents,
        int maxStuckThreads,
        Duration instanceIdle,
        Duration drain,
        boolean watchParent) {

    /** Makes a copy of the permissions. */
    public ServerOptions {
        socketMode = Set.copyOf(socketMode);
        atLeastOne(maxMessageBytes, "the largest message");
        atLeastOne(maxConnections, "the number of connections");
        atLeastOne(maxEvents, "the number of events");
        atLeastOne(maxStuckThreads, "the number of stuck threads");
    }

    private static void atLeastOne(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, was " + number);
        }
    }

    /** The defaults: owner only, 128 MiB a message, 8,192 connections, 4,096 events, 16 stuck threads a plugin. */
    public static ServerOptions onSocket(Path socket) {
        return new ServerOptions(
                socket,
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
                128 * 1024 * 1024,
                8192,
                4096,
                16,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                false);
    }

    /** With other permissions of the socket file. */
    public ServerOptions withSocketMode(Set<PosixFilePermission> mode) {
        return new ServerOptions(
                socket,
                mode,
                maxMessageBytes,
                maxConnections,
                maxEvents,
                maxStuckThreads,
                instanceIdle,
                drain,
                watchParent);
    }

    /** With other limits. */
    public ServerOptions withLimits(int messageBytes, int connections, int events, int stuckThreads) {
        return new ServerOptions(
                socket, socketMode, messageBytes, connections, events, stuckThreads, instanceIdle, drain, watchParent);
    }

    /** With another time after which an unused instance ends. */
    public ServerOptions withInstanceIdle(Duration idle) {
        return new ServerOptions(
                socket,
                socketMode,
                maxMessageBytes,
                maxConnections,
                maxEvents,
                maxStuckThreads,
                idle,
                drain,
                watchParent);
    }

    /** With another time for events in flight at the end. */
    public ServerOptions withDrain(Duration time) {
        return new ServerOptions(
                socket,
                socketMode,
                maxMessageBytes,
                maxConnections,
                maxEvents,
                maxStuckThreads,
                instanceIdle,
                time,
                watchParent);
    }

    /** Ends with the process that started it, or not. */
    public ServerOptions withWatchParent(boolean watch) {
        return new ServerOptions(
                socket,
                socketMode,
                maxMessageBytes,
                maxConnections,
                maxEvents,
                maxStuckThreads,
                instanceIdle,
                drain,
                watch);
    }
}
