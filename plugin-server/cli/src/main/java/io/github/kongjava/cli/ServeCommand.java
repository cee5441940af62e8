package io.github.kongjava.cli;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.event.Adoption.Agreed;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.owner.Owner;
import io.github.kongjava.server.owner.Owners;
import io.github.kongjava.server.plugin.InstalledPlugins;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves plugins on a Unix socket until it is told to end. */
@Command(
        name = "serve",
        description = "Serves the plugins on a Unix socket: what Kong's start command runs.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final int MIB = 1024 * 1024;

    @Option(
            names = "--socket",
            required = true,
            paramLabel = "PATH",
            description = "Path of the socket, at most 107 bytes; taken over from a server that has it.")
    private Path socket = Path.of("");

    @Option(
            names = "--socket-mode",
            paramLabel = "OCTAL",
            defaultValue = "0600",
            description = "Permissions of the socket file. Default: ${DEFAULT-VALUE}.")
    private String socketMode = "0600";

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Option(
            names = "--protocol",
            paramLabel = "protobuf|msgpack",
            description = "Protocol to show for all plugins. The server answers both on its socket;"
                    + " what Kong uses is said by dump.")
    private @Nullable Protocol protocol;

    @Option(
            names = "--log-level",
            paramLabel = "error|warn|info|debug",
            defaultValue = "info",
            description = "What is logged to standard error. Default: ${DEFAULT-VALUE}.")
    private LogLevel logLevel = LogLevel.info;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "8192",
            description = "Connections served at once; more wait. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(
            names = "--max-events",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Events run at once; more are answered with 503. Default: ${DEFAULT-VALUE}.")
    private int maxEvents;

    @Option(
            names = "--max-frame",
            paramLabel = "MIB",
            defaultValue = "128",
            description = "Largest message that is read, in MiB, up to 1024. Default: ${DEFAULT-VALUE}.")
    private int maxFrame;

    @Option(
            names = "--instance-idle",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "An instance without an event for so long ends. Default: ${DEFAULT-VALUE}.")
    private long instanceIdle;

    @Option(
            names = "--watch-parent",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "End with the process that started the server, as Kong does not always stop it."
                    + " On by default; --no-watch-parent turns it off.")
    private boolean watchParent;

    @Option(
            names = "--static-query",
            paramLabel = "DIR",
            description = "Where the documents are that Kong reads instead of asking (see conf --static-query):"
                    + " compares them with the plugins and says which are stale.")
    private @Nullable Path documents;

    @Option(
            names = "--survive-reload",
            negatable = true,
            defaultValue = Option.NULL_VALUE,
            fallbackValue = "true",
            description = "Stay when Kong kills the process that it started, and go on under the next one if that is"
                    + " started alike. By default so where nginx is the parent and /proc shows it; Linux only.")
    private @Nullable Boolean surviveReload;

    @Option(
            names = "--reload-grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long a server that survives a reload waits at least for its next launcher."
                    + " Default: ${DEFAULT-VALUE}.")
    private long reloadGrace;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        ServerOptions options = options();
        Logs.configure(logLevel);
        Optional<Launcher> launcher = Launcher.ofThisProcess();
        if (launcher.isEmpty()) {
            if (Boolean.TRUE.equals(surviveReload)) {
                throw new CommandFailure("--survive-reload needs bin/kong-java to start the server");
            }
            serve(installed -> start(() -> PluginServer.start(options, installed)));
            return 0;
        }
        return serveUnder(launcher.get(), options);
    }

    private int serveUnder(Launcher launcher, ServerOptions options)
            throws CommandFailure, IOException, InterruptedException {
        Owner owner = launcher.owner();
        String identity = ServerIdentity.ofThisProcess();
        Optional<Agreed> running = RunningServer.adopt(options.socket(), identity, launcher);
        if (running.isPresent()) {
            launcher.answer(running.get());
            return 0;
        }
        Owners owners = new Owners(owner, identity, Duration.ofSeconds(reloadGrace));
        serve(installed -> {
            PluginServer server = start(() -> PluginServer.startOwned(options, installed, owners));
            launcher.answer(owners.agreed());
            return server;
        });
        return 0;
    }

    private void serve(Starter starter) throws CommandFailure, IOException, InterruptedException {
        try (InstalledPlugins installed =
                new InstalledPlugins(plugins.directory(), plugins.catalogue(), this::guard, this::tellAgain)) {
            PluginServer server = starter.start(installed);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "kong-java-end"));
            tell(installed);
            Logs.log(Level.INFO, "serving " + installed.all().size() + " plugins on " + server.socket());
            server.awaitEnd();
            server.close();
        }
    }

    private void tell(Plugins served) {
        for (Plugin plugin : served.all()) {
            Protocol shown = protocol == null ? plugin.protocol() : protocol;
            Logs.log(
                    Level.INFO,
                    "plugin=" + plugin.name() + " version=" + plugin.version() + " protocol=" + shown.kongName());
        }
    }

    private Plugins guard(PluginCatalogue catalogue) {
        return StaticQueryReport.guard(catalogue, documents);
    }

    private void tellAgain(PluginCatalogue changed) {
        PluginsOption.printProblems(changed);
        tell(changed);
    }

    /** Starts a server with the plugins. */
    @FunctionalInterface
    private interface Starter {
        PluginServer start(InstalledPlugins plugins) throws CommandFailure, IOException;
    }

    /** Listens, which may fail. */
    @FunctionalInterface
    private interface Listening {
        PluginServer begin() throws IOException;
    }

    private PluginServer start(Listening listening) throws CommandFailure {
        try {
            return listening.begin();
        } catch (IOException e) {
            throw new CommandFailure("cannot serve on " + socket + ": " + e.getMessage());
        }
    }

    private ServerOptions options() throws CommandFailure {
        if (maxFrame < 1 || maxFrame > 1024) {
            throw new CommandFailure("--max-frame must be from 1 to 1024 MiB, was " + maxFrame);
        }
        if (reloadGrace < 0) {
            throw new CommandFailure("--reload-grace must be at least 0 s, was " + reloadGrace);
        }
        if (instanceIdle < 1) {
            throw new CommandFailure("--instance-idle must be at least 1 s, was " + instanceIdle);
        }
        ServerOptions defaults = ServerOptions.onSocket(socket);
        try {
            return defaults.withSocketMode(SocketMode.parse(socketMode))
                    .withLimits(maxFrame * MIB, maxConnections, maxEvents, defaults.maxStuckThreads())
                    .withInstanceIdle(Duration.ofSeconds(instanceIdle))
                    .withWatchParent(watchParent);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
