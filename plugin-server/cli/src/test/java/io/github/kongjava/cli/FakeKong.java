package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kong's processes: a master whose workers, all named nginx as Kong's are, each start the command and send what it says to a
 * log of their own.
 */
final class FakeKong implements AutoCloseable {

    private static final String MASTER = """
            while read -r number command; do
                "$1" "$2/worker.sh" "$2/$number" $command &
            done
            """;
    private static final String WORKER = """
            files=$1
            shift
            trap 'PATH=${files%/*} exec "nginx: worker process is shutting down" "${files%/*}/leaving.sh"' USR2
            "$@" >>"$files.log" 2>&1 &
            echo $$ $! >"$files.new"
            mv "$files.new" "$files.pids"
            wait
            """;
    /** Waits for what is there no sooner than it has ended, since only a child of its own can be waited for. */
    private static final String LEAVING_WORKER = """
            /usr/bin/tail --pid=$$ -f /dev/null &
            wait
            """;

    private final Path folder;
    private final Process master;
    private final Writer orders;
    private final List<Worker> workers = new ArrayList<>();

    /**
     * Kong's worker 0.
     *
     * @param launcher what it has started
     * @param log where that one's output goes
     */
    record Worker(ProcessHandle process, ProcessHandle launcher, Path log) {

        String said() throws IOException {
            return Files.readString(log);
        }

        /**
         * As a worker does that Kong's master tells to end: it says so in its name and waits. Kong's signal is SIGQUIT, which a
         * shell in the background cannot see, nor SIGHUP one whose tests were started with nohup.
         */
        void quit() throws IOException {
            new ProcessBuilder("kill", "-USR2", Long.toString(process.pid()))
                    .inheritIO()
                    .start();
        }

        boolean isLeaving() throws IOException {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .startsWith("nginx: worker process is shutting down");
        }

        /** Where the launcher's standard error goes. */
        Path output() {
            return Path.of("/proc", Long.toString(launcher.pid()), "fd", "2");
        }

        /** As a worker that leaves does it: the signal goes to the process that it started, and to no other. */
        void leave() {
            launcher.destroyForcibly();
            process.destroyForcibly();
        }
    }

    private FakeKong(Path folder, Process master) {
        this.folder = folder;
        this.master = master;
        this.orders = master.outputWriter(StandardCharsets.UTF_8);
    }

    static FakeKong in(Path folder) throws IOException {
        Path nginx = Files.createSymbolicLink(folder.resolve("nginx"), Path.of("/bin/sh"));
        Files.createSymbolicLink(folder.resolve("nginx: worker process is shutting down"), nginx);
        Files.writeString(folder.resolve("worker.sh"), WORKER);
        Files.writeString(folder.resolve("leaving.sh"), LEAVING_WORKER);
        Path script = Files.writeString(folder.resolve("master.sh"), MASTER);
        ProcessBuilder builder =
                new ProcessBuilder(nginx.toString(), script.toString(), nginx.toString(), folder.toString());
        builder.environment().clear();
        return new FakeKong(folder, builder.start());
    }

    /** Starts a worker as Kong does at its start and at each reload; the old ones stay until they are told to leave. */
    Worker startWorker(String command) throws IOException {
        int number = workers.size();
        orders.write(number + " " + command + "\n");
        orders.flush();
        Path pids = folder.resolve(number + ".pids");
        await("a worker was started", () -> Files.exists(pids));
        String[] words = Files.readString(pids).strip().split(" ", -1);
        Worker worker = new Worker(process(words[0]), process(words[1]), folder.resolve(number + ".log"));
        workers.add(worker);
        return worker;
    }

    private static ProcessHandle process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Waits until the worker's log has a line with the text. */
    static void awaitLine(Worker worker, String text) {
        await("the log says " + text, () -> worker.said().contains(text));
    }

    static void awaitEnd(ProcessHandle process) throws Exception {
        process.onExit().get(1, TimeUnit.MINUTES);
    }

    /** A condition that may fail to be looked at. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(String what, Condition condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (IOException e) {
            return false; // the file is not there yet
        }
    }

    /** Kong's master ends without a word to anybody. */
    void kill() {
        master.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        workers.forEach(Worker::leave);
    }
}
