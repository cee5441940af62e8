package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts an image of Kong with the distribution inside, as this project's Dockerfile makes it. Containers use the host's
 * network and see the workspace at its own path, so ports and paths mean the same inside and outside.
 */
final class ContainerLauncher implements KongLauncher {

    private final String image;

    ContainerLauncher(String image) {
        this.image = image;
    }

    @Override
    public String description() {
        return "containers of the image " + image;
    }

    @Override
    public String kongJava() {
        return "/opt/kong-java/bin/kong-java";
    }

    @Override
    public Outcome run(Workspace workspace, List<String> command) throws IOException {
        try (GenericContainer<?> container = container(workspace)) {
            container
                    .withCreateContainerCmdModifier(create -> create.withEntrypoint(command))
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
                    .start();
            return new Outcome(0, container.getLogs(), "");
        }
    }

    @Override
    public RunningKong start(Workspace workspace, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new TreeMap<>();
        settings.forEach((key, value) -> environment.put("KONG_" + key.toUpperCase(Locale.ROOT), value));
        ContainerKong running = new ContainerKong(container(workspace).withEnv(environment));
        running.start();
        return running;
    }

    private GenericContainer<?> container(Workspace workspace) {
        String path = workspace.directory().toString();
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withCreateContainerCmdModifier(create -> Binds.add(create, path));
    }
}
