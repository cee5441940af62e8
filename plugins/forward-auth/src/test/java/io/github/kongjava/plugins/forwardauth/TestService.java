package io.github.kongjava.plugins.forwardauth;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** A service that answers as the test says, down to the bytes. Keeps connections open. */
final class TestService implements AutoCloseable {

    /** What the service got. */
    record Got(String head, byte[] body) {

        List<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What it does with a request. */
    interface Behaviour {
        void answer(Got got, Socket connection, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    private volatile Behaviour behaviour = (request, connection, out) -> write(out, answer(200, ""));

    TestService() {
        this(ServerSocketFactory.getDefault());
    }

    /** Over TLS, if that is what the factory's sockets speak. */
    TestService(ServerSocketFactory sockets) {
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
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Closed by either side: the end of this thread's work.
                        return;
                    }
                },
                "service of the test");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    head.append((char) next);
                }
                Got bare = new Got(head.toString(), new byte[0]);
                int length = bare.header("content-length").stream()
                        .findFirst()
                        .map(Integer::parseInt)
                        .orElse(0);
                Got whole = new Got(bare.head(), in.readNBytes(length));
                got.add(whole);
                behaviour.answer(whole, connection, connection.getOutputStream());
            }
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** A whole answer. */
    static String answer(int status, String body, String... headers) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Some\r\n");
        Stream.of(headers).forEach(header -> answer.append(header).append("\r\n"));
        return answer + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    void answers(int status, String body, String... headers) {
        behaves((request, connection, out) -> write(out, answer(status, body, headers)));
    }

    void behaves(Behaviour other) {
        behaviour = other;
    }

    List<Got> got() {
        return List.copyOf(got);
    }

    String url() {
        return "http" + (server instanceof SSLServerSocket ? "s" : "") + "://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
