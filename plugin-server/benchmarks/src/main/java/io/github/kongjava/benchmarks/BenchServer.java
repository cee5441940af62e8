package io.github.kongjava.benchmarks;

import io.github.kongjava.benchmarks.load.EchoServer;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.plugin.PluginDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A plugin server with {@link BenchPlugin}, in a process that ends at the end of its standard input. */
public final class BenchServer {

    private BenchServer() {}

    /** Takes the path of the socket. */
    public static void main(String[] args) throws IOException {
        try (PluginServer server = start(Path.of(args[0]))) {
            System.err.println("listening on " + server.socket());
            EchoServer.awaitEndOfInput();
        }
    }

    /** Starts the server within this process. */
    public static PluginServer start(Path socket) throws IOException {
        return PluginServer.start(ServerOptions.onSocket(socket), new Only(PluginDescriptor.of(BenchPlugin.class)));
    }

    /** One plugin. */
    private record Only(Plugin plugin) implements Plugins {

        @Override
        public Optional<Plugin> find(String name) {
            return name.equals(plugin.name()) ? Optional.of(plugin) : Optional.empty();
        }

        @Override
        public Collection<Plugin> all() {
            return List.of(plugin);
        }
    }
}
