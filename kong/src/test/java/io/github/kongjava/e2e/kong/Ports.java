package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one Kong, on the loopback interface. They were free a moment ago, and are none that the system hands out by
 * itself, so that they are still free when Kong starts again.
 *
 * @param http proxy
 * @param https proxy, with HTTP/2
 * @param admin Admin API
 * @param stream TCP proxy
 */
public record Ports(int http, int https, int admin, int stream) {

    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;

    static Ports free() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < 4) {
                hold(held);
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static void hold(List<ServerSocket> held) throws IOException {
        int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        try {
            held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (java.net.BindException e) {
            // Somebody has it: the caller tries another one.
            return;
        }
    }
}
