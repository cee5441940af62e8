package io.github.kongjava.e2e.kong;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts an image of Kong: one with the distribution inside, as this project's Dockerfile makes it, or any other, which is
 * shown the distribution that was built. Containers use the host's network and see the workspace at its own path, so ports and
 * paths mean the same inside and outside.
 */
final class ContainerLauncher implements KongLauncher {

    private static final String INSTALLED = "/opt/kong-java";

    private final String image;
    private final Path distribution;
    private final boolean installed;

    ContainerLauncher(String image, Path distribution) {
        this.image = image;
        this.distribution = distribution;
        this.installed = ImageFiles.of(image).contain(INSTALLED + "/bin/kong-java");
    }

    @Override
    public String description() {
        return "containers of the image " + image + (installed ? "" : ", which are shown the distribution");
    }

    @Override
    public String kongJava() {
        return INSTALLED + "/bin/kong-java";
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
        List<Bind> binds = new ArrayList<>(List.of(new Bind(path, new Volume(path))));
        if (!installed) {
            binds.add(new Bind(distribution.toString(), new Volume(INSTALLED), AccessMode.ro));
        }
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withCreateContainerCmdModifier(
                        create -> Objects.requireNonNull(create.getHostConfig()).withBinds(binds));
    }
}
