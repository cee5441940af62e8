package io.github.kongjava.plugins.jwtauth;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/** The HTTP side of an issuer, which answers as the test says, down to the bytes. One connection a request. */
public final class IssuerServer implements AutoCloseable {

    /** What the issuer got. */
    public record Got(String head, String body) {

        /** The first line's second word. */
        public String path() {
            return head.split(" ", 3)[1];
        }

        /** The values of a header. */
        public List<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    /** What it does with a request; the connection ends with it. */
    public interface Behaviour {
        void answer(Got got, Socket connection, OutputStream out) throws Exception;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String scheme;
    private final ServerSocket server;
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    public IssuerServer() {
        this(ServerSocketFactory.getDefault(), "http");
    }

    /** With sockets of some kind, for addresses of that scheme. */
    public IssuerServer(ServerSocketFactory sockets, String scheme) {
        this.scheme = scheme;
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (true) {
                Socket connection = server.accept();
                start(() -> serve(connection));
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Closed by either side: the end of this thread's work.
                        return;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                "issuer of the test");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws Exception {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            int length = new Got(head.toString(), "")
                    .header("content-length").stream()
                            .findFirst()
                            .map(Integer::parseInt)
                            .orElse(0);
            Got whole = new Got(head.toString(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
            got.add(whole);
            behaviours
                    .getOrDefault(whole.path(), (request, socket, out) -> write(out, answer(404, "")))
                    .answer(whole, connection, connection.getOutputStream());
        }
    }

    /** Writes bytes as they are. */
    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A whole answer. */
    public static String answer(int status, String body, String... headers) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Some\r\nConnection: close\r\n");
        Stream.of(headers).forEach(header -> answer.append(header).append("\r\n"));
        return answer + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** From now on a path answers by JSON. */
    public void answers(String path, String json) {
        answers(path, 200, json, "Content-Type: application/json");
    }

    /** From now on a path answers so. */
    public void answers(String path, int status, String body, String... headers) {
        behaves(path, (request, connection, out) -> write(out, answer(status, body, headers)));
    }

    /** From now on a path behaves so. */
    public void behaves(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    /** All requests so far. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    /** An address of this issuer. */
    public URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Waits until something is so. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was waited for did not come");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** From now on refuses connections. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
