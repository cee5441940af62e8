package io.github.kongjava.benchmarks;

import io.github.kongjava.benchmarks.load.EchoServer;
import io.github.kongjava.plugins.forwardauth.ForwardAuth;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A plugin server with {@link BenchPlugin} and the bundled plugins that are measured, in a process that ends at the end of its standard input. */
public final class BenchServer {

    private static final List<Class<?>> PLUGINS = List.of(BenchPlugin.class, ForwardAuth.class);

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
        return PluginServer.start(ServerOptions.onSocket(socket), PluginCatalogue.ofClasses(PLUGINS));
    }
}
