package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build made for the suite.
 *
 * @param distribution the unpacked distribution
 * @param probes the jar with the plugins made for the suite
 */
public record GatewayFiles(Path distribution, Path probes) {

    static GatewayFiles built() {
        return new GatewayFiles(file("e2e.distribution"), file("e2e.probes"));
    }

    private static Path file(String property) {
        Path path = Path.of(System.getProperty(property, "")).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is not there: run ./mvnw verify -Pe2e, which builds it");
        }
        return path;
    }

    /** The jars, and directories of jars, that are served: the distribution's plugins and the probes. */
    List<Path> plugins() throws IOException {
        List<Path> plugins = new ArrayList<>(List.of(probes));
        try (Stream<Path> bundled = Files.list(distribution.resolve("plugins"))) {
            bundled.forEach(plugins::add);
        }
        return plugins;
    }
}
