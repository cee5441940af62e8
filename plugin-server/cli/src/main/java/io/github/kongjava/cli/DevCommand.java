package io.github.kongjava.cli;

import io.github.kongjava.cli.dev.DevelopmentGateway;
import io.github.kongjava.cli.dev.DevelopmentOptions;
import io.github.kongjava.cli.dev.InvalidConfigException;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.testkit.simulation.OfferedPlugin;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The plugin server behind the development gateway, for trying plugins without Kong. */
@Command(
        name = "dev",
        description =
                "Serves the plugins behind a development gateway: for trying them without Kong, no substitute for it.",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Option(
            names = "--config",
            paramLabel = "FILE.yml",
            description = "Routes, services, consumers and plugins in Kong's declarative format, read anew when it"
                    + " changes. Without it all plugins that need no configuration are on for every request, which"
                    + " is echoed.")
    private @Nullable Path config;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8000",
            description = "Port on 127.0.0.1; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--log-level",
            paramLabel = "error|warn|info|debug",
            defaultValue = "info",
            description = "What is logged to standard error. Default: ${DEFAULT-VALUE}.")
    private LogLevel logLevel = LogLevel.info;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure("--port must be from 0 to 65535, was " + port);
        }
        Logs.configure(logLevel);
        try (PluginCatalogue catalogue = plugins.catalogue()) {
            Path directory = Files.createTempDirectory("kong-java"); // only this user can enter it
            Path socket = directory.resolve("dev.socket");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(socket), "kong-java-remove"));
            serve(socket, catalogue);
        }
        return 0;
    }

    private void serve(Path socket, PluginCatalogue catalogue)
            throws CommandFailure, IOException, InterruptedException {
        try (PluginServer server = PluginServer.start(ServerOptions.onSocket(socket), catalogue);
                DevelopmentGateway gateway = start(options(socket, catalogue))) {
            Logs.log(Level.DEBUG, "the gateway on port " + gateway.port() + " uses the socket " + server.socket());
            server.awaitEnd();
        }
    }

    /** The one way out is a signal, so this is a hook's work; the server uses no file but the open socket. */
    private static void remove(Path socket) {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.toAbsolutePath().resolveSibling("").normalize());
        } catch (IOException e) {
            Logs.log(Level.WARNING, "cannot remove " + socket.getParent() + ": " + e.getMessage());
        }
    }

    private DevelopmentOptions options(Path socket, PluginCatalogue catalogue) {
        List<OfferedPlugin> offered =
                catalogue.all().stream().map(OfferedPlugin::of).toList();
        DevelopmentOptions options = DevelopmentOptions.of(socket, offered)
                .listenOn("127.0.0.1", port)
                .loggingTo(line -> Logs.log(Level.INFO, line));
        return config == null ? options : options.withConfig(config);
    }

    private DevelopmentGateway start(DevelopmentOptions options) throws CommandFailure {
        try {
            return DevelopmentGateway.start(options);
        } catch (InvalidConfigException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailure("cannot start the gateway on 127.0.0.1:" + options.port() + ": " + e.getMessage());
        }
    }
}
