package io.github.kongjava.cli.dev;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.kongjava.testkit.simulation.ByteText;
import io.github.kongjava.testkit.simulation.ClientRequest;
import io.github.kongjava.testkit.simulation.GatewayResponse;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.LogLine;
import io.github.kongjava.testkit.simulation.SimulatedGateway;
import io.github.kongjava.testkit.simulation.Upstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One HTTP request through the gateway. Runs on a platform thread, which it blocks. */
final class GatewayHandler implements HttpHandler {

    /** Kong's own limit is off by default; a development gateway keeps bodies in memory. */
    private static final int LARGEST_BODY = 64 << 20;

    private static final Set<String> SET_BY_THE_SERVER =
            Set.of("content-length", "transfer-encoding", "connection", "date");

    private final Supplier<SimulatedGateway> gateway;
    private final Upstream upstream;
    private final Consumer<String> log;

    GatewayHandler(Supplier<SimulatedGateway> gateway, Upstream upstream, Consumer<String> log) {
        this.gateway = gateway;
        this.upstream = upstream;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        long begin = System.nanoTime();
        try (http) {
            byte[] body = http.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                http.sendResponseHeaders(413, -1);
                return;
            }
            SimulatedGateway.Done done = gateway.get().proxy(request(http, body), upstream);
            try {
                send(http, done.response());
            } finally {
                done.log();
                report(http, done, begin);
            }
        } catch (RuntimeException e) {
            log.accept("the gateway failed at " + http.getRequestMethod() + " " + http.getRequestURI() + ": " + e);
            throw e;
        }
    }

    private static ClientRequest request(HttpExchange http, byte[] body) {
        List<Header> headers = new ArrayList<>();
        http.getRequestHeaders()
                .forEach((name, values) ->
                        values.forEach(value -> headers.add(new Header(name.toLowerCase(Locale.ROOT), value))));
        ClientRequest.Peer peer = new ClientRequest.Peer(
                "http",
                http.getRemoteAddress().getAddress().getHostAddress(),
                http.getRemoteAddress().getPort(),
                http.getLocalAddress().getPort(),
                Optional.empty());
        String target = ByteText.ofUtf8(http.getRequestURI().toString().replaceFirst("^https?://[^/]*", ""));
        double version = http.getProtocol().endsWith("1.0") ? 1.0 : 1.1;
        return new ClientRequest(
                http.getRequestMethod(), target.isEmpty() ? "/" : target, version, headers, body, peer);
    }

    private static void send(HttpExchange http, GatewayResponse response) throws IOException {
        try (InputStream body = response.body()) {
            OptionalLong length = length(response, body);
            for (Header header : response.headers()) {
                if (!SET_BY_THE_SERVER.contains(header.name().toLowerCase(Locale.ROOT))) {
                    http.getResponseHeaders().add(header.name(), header.value());
                }
            }
            if (asksToClose(http)) {
                http.getResponseHeaders().set("Connection", "close");
            }
            boolean bodiless = http.getRequestMethod().equals("HEAD")
                    || response.status() == 204
                    || response.status() == 304
                    || response.status() < 200;
            if (bodiless) {
                http.sendResponseHeaders(response.status(), -1);
                return;
            }
            // 0 means chunks here, -1 an empty body.
            long announced = length.isEmpty() ? 0 : length.getAsLong() == 0 ? -1 : length.getAsLong();
            http.sendResponseHeaders(response.status(), announced);
            if (announced >= 0) {
                copy(body, http.getResponseBody());
            }
        }
    }

    /** The JDK's server sees a lone {@code close} only. */
    private static boolean asksToClose(HttpExchange http) {
        return http.getRequestHeaders().getOrDefault("Connection", List.of()).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).matches("(.*,)?\\s*close\\s*(,.*)?"));
    }

    private static OptionalLong length(GatewayResponse response, InputStream body) throws IOException {
        if (body instanceof ByteArrayInputStream) {
            return OptionalLong.of(body.available());
        }
        return response.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("content-length"))
                .map(Header::value)
                .filter(value -> value.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** Piece by piece as it comes, so that streams and server-sent events arrive at once. */
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private void report(HttpExchange http, SimulatedGateway.Done done, long begin) {
        for (LogLine line : done.exchange().log()) {
            log.accept("[" + line.level() + "] " + printable(line.text()));
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        log.accept(http.getRemoteAddress().getAddress().getHostAddress() + " \"" + http.getRequestMethod() + " "
                + printable(ByteText.ofUtf8(http.getRequestURI().toString())) + "\" "
                + done.exchange().status() + " "
                + millis + " ms");
    }

    private static String printable(String text) {
        return io.github.kongjava.server.protocol.Value.string(ByteText.bytes(text))
                .replaceAll("\\p{Cntrl}", " ");
    }
}
