package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A plugin server in this process, and Kong's workers that talk to it. */
final class TestServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final PluginServer server;
    private final List<KongWorker> workers = new ArrayList<>();

    private TestServer(Path folder, PluginServer server) {
        this.folder = folder;
        this.server = server;
    }

    static TestServer serving(Plugin... plugins) throws IOException {
        return serving(options -> options, plugins);
    }

    static TestServer serving(UnaryOperator<ServerOptions> change, Plugin... plugins) throws IOException {
        Path folder = Files.createTempDirectory("kj");
        ServerOptions options = ServerOptions.onSocket(folder.resolve("s")).withDrain(Duration.ofMillis(200));
        return new TestServer(folder, PluginServer.start(change.apply(options), plugins(plugins)));
    }

    static Plugins plugins(Plugin... plugins) {
        return new Plugins() {
            @Override
            public Optional<Plugin> find(String name) {
                return Arrays.stream(plugins)
                        .filter(plugin -> plugin.name().equals(name))
                        .findFirst();
            }

            @Override
            public Collection<Plugin> all() {
                return List.of(plugins);
            }
        };
    }

    PluginServer server() {
        return server;
    }

    Path socket() {
        return server.socket();
    }

    KongWorker worker(Protocol protocol) throws IOException {
        return worker(protocol, WorkerOptions.kong());
    }

    KongWorker worker(Protocol protocol, WorkerOptions options) throws IOException {
        KongWorker worker = KongWorker.connect(server.socket(), protocol, options);
        workers.add(worker);
        return worker;
    }

    /** Waits for something that must come true. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    void awaitNoEvents() {
        await("no event is in flight", () -> server.eventsInFlight() == 0);
    }

    @Override
    public void close() throws IOException {
        workers.forEach(KongWorker::close);
        server.close();
        Files.deleteIfExists(server.socket());
        Files.deleteIfExists(folder);
    }
}
