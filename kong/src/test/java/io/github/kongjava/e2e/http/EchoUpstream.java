package io.github.kongjava.e2e.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The upstream: answers with what reached it, or as a test says for a path. Thread-safe. */
public final class EchoUpstream implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();

    private EchoUpstream(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts on a free port of the loopback interface. */
    public static EchoUpstream start() throws IOException {
        return startOn(0);
    }

    /** Starts on this port of the loopback interface. */
    public static EchoUpstream startOn(int port) throws IOException {
        EchoUpstream upstream = new EchoUpstream(new ServerSocket(port, 1024, InetAddress.getLoopbackAddress()));
        upstream.threads.execute(upstream::accept);
        return upstream;
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many requests reached it so far. */
    public long requests() {
        return requests.get();
    }

    /** Answers requests for this path, as the upstream sees it, in another way than by an echo. */
    public void on(String path, Function<Request, Answer> answer) {
        answers.put(path, answer);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                begin(socket);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException("the upstream cannot accept", e);
                }
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException e) { // it came while the upstream was closed
            socket.close();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            MessageReader reader = new MessageReader(socket.getInputStream());
            Optional<String> line = reader.startLine();
            while (line.isPresent()) {
                answer(socket.getOutputStream(), read(line.get(), reader));
                line = reader.startLine();
            }
        } catch (IOException e) {
            // The gateway may drop a connection at any time; a test whose request is lost this way fails on its side.
        } finally {
            connections.remove(socket);
        }
    }

    private static Request read(String line, MessageReader reader) throws IOException {
        String[] words = line.split(" ", 3);
        HeaderLines headers = reader.headers();
        return new Request(words[0], words[1], headers, reader.body(headers, false));
    }

    private void answer(OutputStream out, Request request) throws IOException {
        requests.incrementAndGet();
        Answer answer = answers.getOrDefault(request.path(), Echo::of).apply(request);
        out.write(answer.head());
        if (!request.method().equals("HEAD")) {
            out.write(answer.body());
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdown();
    }
}
