package io.github.kongjava.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A service that lets every request pass, as quickly as it can: a thread a connection, and the same bytes each time. */
public final class DecisionService implements Closeable {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nX-User: alice\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_HEAD = 0x0D0A0D0A;

    private final ServerSocket listener;
    private final AtomicLong asked = new AtomicLong();

    private DecisionService(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens on a free port of the loopback interface. */
    public static DecisionService start() throws IOException {
        DecisionService service = new DecisionService(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
        daemon(service::accept);
        return service;
    }

    /** Its address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/decide");
    }

    /** How many requests it has answered. */
    public long asked() {
        return asked.get();
    }

    private interface Serving {
        void run() throws IOException;
    }

    private static void daemon(Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (IOException e) {
                        return; // closed by either side
                    }
                },
                "decision-service");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            socket.setTcpNoDelay(true);
            daemon(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int last = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                last = last << 8 | next;
                if (last == END_OF_HEAD) {
                    asked.incrementAndGet();
                    socket.getOutputStream().write(ANSWER);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
