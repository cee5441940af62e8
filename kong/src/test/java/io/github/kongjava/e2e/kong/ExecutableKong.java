package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Kong on this host. */
final class ExecutableKong implements RunningKong {

    private final Path kong;
    private final Path conf;
    private final Path prefix;

    ExecutableKong(Path kong, Path conf, Path prefix) {
        this.kong = kong;
        this.conf = conf;
        this.prefix = prefix;
    }

    void start() throws IOException {
        kong("start", "-c", conf.toString());
    }

    @Override
    public Outcome run(List<String> command) throws IOException {
        return HostCommand.run(command);
    }

    @Override
    public void reload() throws IOException {
        kong("reload", "-c", conf.toString());
    }

    @Override
    public void kill() throws IOException {
        ProcessHandle master = master().orElseThrow();
        List<ProcessHandle> workers = master.children().toList();
        master.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public boolean isRunning(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
    }

    @Override
    public String errorLog() throws IOException {
        Path log = prefix.resolve("logs/error.log");
        return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    }

    @Override
    public void close() throws IOException {
        Optional<ProcessHandle> master = master();
        if (master.isPresent()) {
            kong("stop");
            // The command may return before the process is gone, and no other Kong could start in its prefix then.
            master.get().onExit().join();
        }
    }

    private Optional<ProcessHandle> master() throws IOException {
        Path pid = prefix.resolve("pids/nginx.pid");
        if (!Files.exists(pid)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    }

    private void kong(String verb, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(kong.toString(), verb));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", prefix.toString()));
        Outcome outcome = HostCommand.run(command);
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(
                    command + " ended with " + outcome.exitCode() + ": " + outcome.out() + outcome.err() + errorLog());
        }
    }
}
