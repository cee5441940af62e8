package io.github.kongjava.e2e.kong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * Chooses the Kong that the suite runs against.
 *
 * @param executable what {@code KONG_BIN} or {@code -Dkong.bin} names; empty if neither is given
 * @param image what {@code -De2e.image} names; empty if it is not given
 * @param choice what {@code -De2e.launcher} says; empty if it is not given
 * @param required whether it is a failure if there is no Kong
 */
record Launchers(String executable, String image, String choice, boolean required) {

    /**
     * What came out of it.
     *
     * @param launcher if there is a Kong
     * @param reason why there is none, else empty
     */
    record Choice(Optional<KongLauncher> launcher, String reason) {

        private static Choice none(String reason) {
            return new Choice(Optional.empty(), reason);
        }
    }

    static Launchers given() {
        String property = System.getProperty("kong.bin", "");
        return new Launchers(
                property.isEmpty()
                        ? Optional.ofNullable(System.getenv("KONG_BIN")).orElse("")
                        : property,
                System.getProperty("e2e.image", ""),
                System.getProperty("e2e.launcher", ""),
                Boolean.getBoolean("e2e.required"));
    }

    Choice choose() {
        return switch (choice) {
            case "executable" -> onThisHost();
            case "container" -> inContainers();
            case "" -> executable.isEmpty() && !image.isEmpty() ? inContainers() : onThisHost();
            default ->
                throw new IllegalArgumentException("-De2e.launcher is executable or container, was \"" + choice + "\"");
        };
    }

    private Choice onThisHost() {
        if (executable.isEmpty()) {
            return Choice.none("neither KONG_BIN names a Kong on this host nor -De2e.image an image of one");
        }
        Path kong = Path.of(executable);
        if (!kong.isAbsolute() || !Files.isExecutable(kong) || Files.isDirectory(kong)) {
            throw new IllegalArgumentException(
                    "KONG_BIN must be the absolute path of an executable, was \"" + executable + "\"");
        }
        return new Choice(
                Optional.of(new ExecutableLauncher(kong, GatewayFiles.built().distribution())), "");
    }

    private Choice inContainers() {
        if (image.isEmpty()) {
            return Choice.none("-De2e.image names no image of Kong");
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Choice.none("no Docker answers, so the image " + image + " cannot be run");
        }
        return new Choice(
                Optional.of(new ContainerLauncher(image, GatewayFiles.built().distribution())), "");
    }
}
