package io.github.kongjava.cli;

import io.github.kongjava.server.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the plugins are. */
final class PluginsOption {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Directory with *.jar, and <name>/*.jar for plugins with libraries beside them."
                    + " Default: plugins in the distribution's directory.")
    @Nullable
    Path directory;

    Path directory() {
        return directory == null ? Home.plugins() : directory;
    }

    /** The directory, if another one than the default was given; absolute. */
    Optional<Path> given() {
        return Optional.ofNullable(directory)
                .map(given -> given.toAbsolutePath().normalize());
    }

    /** The plugins; what is wrong with others is said on standard error. */
    PluginCatalogue catalogue() throws CommandFailure {
        PluginCatalogue catalogue = PluginCatalogue.ofDirectory(directory());
        printProblems(catalogue);
        if (catalogue.all().isEmpty()) {
            throw new CommandFailure("there is no plugin in " + directory()
                    + "; put jars there or name another directory with --plugins");
        }
        return catalogue;
    }

    /** Says on standard error what keeps plugins from being found. */
    static void printProblems(PluginCatalogue catalogue) {
        catalogue.problems().forEach(problem -> System.err.println("kong-java: " + problem));
    }
}
