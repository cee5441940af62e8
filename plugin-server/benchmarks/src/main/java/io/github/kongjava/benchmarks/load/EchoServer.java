package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/**
 * Sends back what it gets, one blocking thread a connection: what any server of that kind costs at the least. A process of
 * its own, which ends at the end of its standard input.
 */
public final class EchoServer {

    private static final int BACKLOG = 4096;
    private static final int CHUNK_BYTES = 8 * 1024;

    private EchoServer() {}

    /** Takes the path of the socket. */
    public static void main(String[] args) throws IOException {
        UnixServerSocketChannel server = UnixServerSocketChannel.open();
        server.socket().bind(new UnixSocketAddress(Path.of(args[0]).toFile()), BACKLOG);
        daemon(() -> {
            while (true) {
                UnixSocketChannel accepted = server.accept();
                daemon(() -> echo(accepted));
            }
        });
        awaitEndOfInput();
    }

    /** Returns when whoever started this process has gone, or has had enough of it. */
    @SuppressWarnings("PMD.EmptyWhileStmt")
    public static void awaitEndOfInput() throws IOException {
        int read;
        do {
            read = System.in.read();
        } while (read >= 0);
    }

    private static void echo(UnixSocketChannel channel) throws IOException {
        try (channel) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
            while (channel.read(buffer) > 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                System.err.println("echo: " + e.getMessage());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
