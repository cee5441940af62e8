package io.github.kongjava.e2e.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client's connection, kept alive as long as the server keeps it. Not thread-safe. */
public final class HttpConnection implements AutoCloseable {

    /** Longer than Kong waits for anything by default. */
    private static final int PATIENCE_MILLIS = 90_000;

    private final Socket socket;
    private final MessageReader reader;
    private boolean used;
    private boolean over;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new MessageReader(socket.getInputStream());
    }

    /** Connects to a port of this host. */
    public static HttpConnection open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new HttpConnection(socket);
    }

    /** Sends one request over a connection of its own. */
    public static Answer once(int port, Request request) throws IOException {
        try (HttpConnection connection = open(port)) {
            return connection.send(request);
        }
    }

    /** Sends a request and reads the whole answer. */
    public Answer send(Request request) throws IOException {
        String line = startLineOfAnswer(request);
        used = true;
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        HeaderLines headers = reader.headers();
        over = headers.first("connection").orElse("").equalsIgnoreCase("close");
        boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
        return new Answer(status, headers, bodiless ? new byte[0] : reader.body(headers, over));
    }

    private String startLineOfAnswer(Request request) throws IOException {
        try {
            request.send(socket.getOutputStream());
            return reader.startLine().orElseThrow(() -> new EOFException("closed without an answer"));
        } catch (EOFException | SocketException e) {
            if (used) {
                throw new StaleConnectionException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Whether the last answer said that no other follows. */
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
