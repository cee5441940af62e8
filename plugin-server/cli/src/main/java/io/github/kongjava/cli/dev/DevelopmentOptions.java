package io.github.kongjava.cli.dev;

import io.github.kongjava.testkit.simulation.OfferedPlugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a development gateway runs.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any free one
 * @param socket the plugin server's socket
 * @param config a file in Kong's declarative format; without one all plugins that
 *     need no configuration are on for every request
 * @param plugins the plugins that the server serves
 * @param log takes the lines that a person shall see
 */
public record DevelopmentOptions(
        String host, int port, Path socket, Optional<Path> config, List<OfferedPlugin> plugins, Consumer<String> log) {

    /** Keeps a copy of the plugins. */
    public DevelopmentOptions {
        plugins = List.copyOf(plugins);
    }

    /** On 127.0.0.1:8000, without a file, with the log on standard error. */
    public static DevelopmentOptions of(Path socket, List<OfferedPlugin> plugins) {
        return new DevelopmentOptions("127.0.0.1", 8000, socket, Optional.empty(), plugins, System.err::println);
    }

    /** On another address. */
    public DevelopmentOptions listenOn(String otherHost, int otherPort) {
        return new DevelopmentOptions(otherHost, otherPort, socket, config, plugins, log);
    }

    /** With a file in Kong's declarative format. */
    public DevelopmentOptions withConfig(Path file) {
        return new DevelopmentOptions(host, port, socket, Optional.of(file), plugins, log);
    }

    /** With the log elsewhere. */
    public DevelopmentOptions loggingTo(Consumer<String> other) {
        return new DevelopmentOptions(host, port, socket, config, plugins, other);
    }
}
