package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.util.List;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** A Kong in a container. */
final class ContainerKong implements RunningKong {

    private final GenericContainer<?> container;

    ContainerKong(GenericContainer<?> container) {
        this.container = container;
    }

    void start() {
        container.start();
    }

    @Override
    public Outcome run(List<String> command) throws IOException {
        try {
            ExecResult result = container.execInContainer(command.toArray(String[]::new));
            return new Outcome(result.getExitCode(), result.getStdout(), result.getStderr());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, e);
        }
    }

    @Override
    public void reload() throws IOException {
        List<String> command = List.of("kong", "reload");
        run(command).orThrow(command);
    }

    /** The master is the container's first process, which nothing inside can kill. */
    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public boolean isRunning(long process) throws IOException {
        return container.isRunning()
                && run(List.of("test", "-d", "/proc/" + process)).exitCode() == 0;
    }

    @Override
    public String errorLog() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.stop();
    }
}
