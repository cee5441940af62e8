package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, which ends with this object, or with this process by the end of its standard input. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_NANOS = 500_000;

    private final Process process;
    private final long readyNanos;

    private ServerProcess(Process process, long readyNanos) {
        this.process = process;
        this.readyNanos = readyNanos;
    }

    /**
     * Starts a command and waits until the socket accepts.
     *
     * @throws IOException if it cannot be started, ends at once, or does not listen within 30 s
     */
    public static ServerProcess start(List<String> command, Path socket) throws IOException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            awaitReady(process, socket, begun);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return new ServerProcess(process, System.nanoTime() - begun);
    }

    /** Starts a main class of this class path in another JVM. */
    public static ServerProcess java(Class<?> main, Path socket) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.add(socket.toString());
        return start(command, socket);
    }

    private static void awaitReady(Process process, Path socket, long begun) throws IOException {
        while (!accepts(socket)) {
            if (!process.isAlive()) {
                throw new IOException(
                        "the server ended with exit code " + process.exitValue() + " before it listened on " + socket);
            }
            if (System.nanoTime() - begun > READY_WITHIN.toNanos()) {
                throw new IOException("the server does not listen on " + socket + " after " + READY_WITHIN.toSeconds()
                        + " s; does its command name this socket?");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static boolean accepts(Path socket) {
        try (Wire wire = Wire.connect(socket)) {
            return wire.end() == 0;
        } catch (IOException e) {
            return false; // not yet there, or nobody listens yet
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** How long it took until the socket accepted, in nanoseconds. */
    public long readyNanos() {
        return readyNanos;
    }

    /** Ends the process; if this thread is interrupted meanwhile, by force. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
