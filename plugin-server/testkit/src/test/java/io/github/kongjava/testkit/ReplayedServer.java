package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The server that a recording is replayed against, with the recorded connections and instances. */
final class ReplayedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path socket;
    private final Protocol protocol;
    private final Scripts scripts;
    private final Map<Integer, Link> links = new HashMap<>();
    private final Map<Integer, Integer> instances = new HashMap<>();
    /** Connections and instances of this run of the server. */
    private final Set<Integer> connected = new HashSet<>();

    private final Set<Integer> started = new HashSet<>();
    private PluginServer server;

    ReplayedServer(Path socket, Protocol protocol, Scripts scripts) throws IOException {
        this.socket = socket;
        this.protocol = protocol;
        this.scripts = scripts;
        this.server = start();
    }

    private PluginServer start() throws IOException {
        return PluginServer.start(
                ServerOptions.onSocket(socket).withDrain(Duration.ZERO), ReplayedPlugin.ofAnyName(scripts));
    }

    Link link(int connection) {
        return Optional.ofNullable(links.get(connection)).orElseThrow();
    }

    void kongConnects(int connection) throws LinkFailure {
        links.put(connection, Link.open(socket, PATIENCE));
        connected.add(connection);
    }

    void kongCloses(int connection) {
        Optional.ofNullable(links.remove(connection)).ifPresent(Link::close);
    }

    /** The recorded server closed a connection: an idle one because it was started anew. */
    void serverCloses(int connection, boolean idle) throws IOException {
        if (idle && connected.contains(connection)) {
            server.close();
            connected.clear();
            started.clear();
            server = start();
        }
        Link link = link(connection);
        assertThatThrownBy(() -> link.more(false))
                .isInstanceOf(LinkFailure.class)
                .hasMessageContaining("closed");
        kongCloses(connection);
    }

    void started(int recorded, int instance) {
        instances.put(recorded, instance);
        started.add(recorded);
    }

    int instance(int recorded) {
        return Optional.ofNullable(instances.get(recorded)).orElseThrow();
    }

    /** Makes the server forget an instance, as the recorded one did. */
    void forget(int recorded) throws IOException {
        if (started.remove(recorded)) {
            try (KongWorker worker = KongWorker.connect(socket, protocol, WorkerOptions.kong())) {
                assertThat(worker.closeInstance(instance(recorded))).isTrue();
            }
        }
    }

    /** All that Kong abandoned comes to its end. */
    void awaitNoEvents() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.eventsInFlight() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.eventsInFlight()).as("events in flight").isZero();
    }

    @Override
    public void close() {
        links.values().forEach(Link::close);
        server.close();
    }
}
