package io.github.kongjava.plugins.tenantguard.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Speaks like a Redis until it is to run a script, and then says what a test wants. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final IntFunction<String> answers;
    private final AtomicInteger asked = new AtomicInteger();

    private ScriptedServer(ServerSocket listener, IntFunction<String> answers) {
        this.listener = listener;
        this.answers = answers;
    }

    static ScriptedServer answering(String answer) throws IOException {
        return answering(number -> answer);
    }

    /** By the number of the script, from 0 on, over all connections. */
    static ScriptedServer answering(IntFunction<String> answers) throws IOException {
        ScriptedServer server = new ScriptedServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), answers);
        daemon(server::accept);
        return server;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many scripts it was to run. */
    int asked() {
        return asked.get();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = command(in, Integer.parseInt(line.substring(1)));
                String reply = reply(command);
                socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
                if (reply.isEmpty()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client leaves when it likes.
        }
    }

    /** An old Redis, so that the test need not know what a new one says of itself. */
    private String reply(String command) {
        return command.startsWith("EVAL")
                ? answers.apply(asked.getAndIncrement())
                : command.equals("HELLO") ? "-ERR unknown command\r\n" : "+OK\r\n";
    }

    /** Reads an array of texts, and returns the first. */
    private static String command(BufferedReader in, int words) throws IOException {
        String first = "";
        for (int i = 0; i < words; i++) {
            int length = Integer.parseInt(in.readLine().substring(1));
            char[] word = new char[length + 2];
            int read = 0;
            while (read < word.length) {
                read += in.read(word, read, word.length - read);
            }
            first = i == 0 ? new String(word, 0, length).toUpperCase(Locale.ROOT) : first;
        }
        return first;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
