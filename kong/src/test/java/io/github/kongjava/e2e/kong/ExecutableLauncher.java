package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the Kong that an executable of this host is. It is run as given: own environment, only {@code -c} and {@code -p}. */
final class ExecutableLauncher implements KongLauncher {

    private final Path kong;
    private final String kongJava;

    ExecutableLauncher(Path kong, Path distribution) {
        this.kong = kong;
        this.kongJava = distribution.resolve("bin/kong-java").toString();
    }

    @Override
    public String description() {
        return "the executable " + kong;
    }

    @Override
    public String kongJava() {
        return kongJava;
    }

    @Override
    public Outcome run(Workspace workspace, List<String> command) throws IOException {
        return HostCommand.run(command);
    }

    @Override
    public RunningKong start(Workspace workspace, Map<String, String> settings) throws IOException {
        Path conf = workspace.directory().resolve("kong.conf");
        Files.writeString(
                conf,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                        .collect(Collectors.joining()));
        ExecutableKong running =
                new ExecutableKong(kong, conf, workspace.directory().resolve("prefix"));
        running.start();
        return running;
    }
}
