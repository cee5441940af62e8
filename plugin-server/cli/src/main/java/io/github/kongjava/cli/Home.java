package io.github.kongjava.cli;

import java.nio.file.Path;

/** The directory of the distribution, which {@code bin/kong-java} names in the property {@code kong-java.home}. */
final class Home {

    private Home() {}

    private static Path directory() {
        return Path.of(System.getProperty("kong-java.home", ""))
                .toAbsolutePath()
                .normalize();
    }

    /** Where plugins are looked for if nothing else is said. */
    static Path plugins() {
        return directory().resolve("plugins");
    }

    /** The distribution's own jars. */
    static Path libraries() {
        return directory().resolve("lib");
    }

    /** The command, by its absolute path. */
    static Path launcher() {
        return directory().resolve("bin").resolve("kong-java");
    }
}
