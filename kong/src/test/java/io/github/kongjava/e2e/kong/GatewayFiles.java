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

    /** The jars that are served: the example plugin and the probes. */
    List<Path> plugins() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(probes));
        try (Stream<Path> bundled = Files.list(distribution.resolve("plugins"))) {
            bundled.filter(jar -> jar.getFileName().toString().contains("plugin-hello"))
                    .forEach(jars::add);
        }
        return jars;
    }
}
