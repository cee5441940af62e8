package io.github.kongjava.plugins.tenantguard.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** A real Redis on a port of its own that a test may kill and start anew. Tests say that they are skipped where none is. */
public final class RedisServer implements AutoCloseable {

    private static final int SLOTS = 16_384;

    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    private RedisServer(int port, List<String> options) {
        this.port = port;
        this.options = options;
    }

    /** One with these options. */
    public static RedisServer running(String... options) {
        assumeTrue(installed(), "redis-server is not installed; limits in Redis are not tested");
        RedisServer server = new RedisServer(freePort(), List.of(options));
        server.start();
        return server;
    }

    private static boolean installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "redis-server")));
    }

    /**
     * A cluster of such servers that share the slots evenly.
     *
     * @param directory where they keep what they know of it
     */
    static List<RedisServer> cluster(Path directory, int size) {
        List<RedisServer> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(running(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    Integer.toString(freePort()),
                    "--cluster-config-file",
                    "node-" + i + ".conf",
                    "--cluster-require-full-coverage",
                    "no",
                    "--dir",
                    directory.toString()));
            nodes.get(i).run("CLUSTER", "ADDSLOTSRANGE", slot(i, size), Integer.toString(SLOTS * (i + 1) / size - 1));
        }
        for (RedisServer other : nodes.subList(1, size)) {
            nodes.get(0).run("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port), other.options.get(3));
        }
        for (RedisServer node : nodes) {
            node.awaitAnswer("cluster_state:ok", "CLUSTER", "INFO");
            node.awaitAnswer("cluster_slots_ok:" + SLOTS, "CLUSTER", "INFO");
        }
        return nodes;
    }

    private static String slot(int node, int size) {
        return Integer.toString(SLOTS * node / size);
    }

    private void awaitAnswer(String part, String... words) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!run(words).contains(part)) {
            assertThat(System.nanoTime()).as("redis-server never said " + part).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    void start() {
        List<String> command = new ArrayList<>(List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no"));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!listens()) {
            assertThat(process.isAlive()).as("redis-server runs").isTrue();
            assertThat(System.nanoTime()).as("redis-server never listened").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal, such as {@code STOP}. */
    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(requireNonNull(process).pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Runs a command, and answers as Redis does. */
    String run(String... words) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            Object answer = jedis.sendCommand(
                    () -> words[0].getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(words, 1, words.length));
            return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(answer);
        }
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
