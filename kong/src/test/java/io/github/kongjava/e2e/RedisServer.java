package io.github.kongjava.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kongjava.e2e.kong.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Redis on this host, that a test may kill and start again. Tests say that they are skipped where none is. */
final class RedisServer implements AutoCloseable {

    private final int port;
    private final String password;
    private Optional<Process> process = Optional.empty();

    private RedisServer(int port, String password) {
        this.port = port;
        this.password = password;
    }

    static RedisServer start(String password) throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "redis-server")));
        assumeTrue(installed, "redis-server is not installed; limits in Redis are not tested in Kong");
        RedisServer server = new RedisServer(freePort(), password);
        server.startAgain();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    void startAgain() throws Exception {
        List<String> command = List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--requirepass",
                password,
                "--save",
                "");
        process = Optional.of(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start());
        Await.until("redis-server listens", this::listens);
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    void kill() {
        process.ifPresent(running -> running.destroyForcibly().onExit().join());
    }

    @Override
    public void close() {
        kill();
    }
}
