package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.ClientRequest;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A gateway with the plugin, and an upstream that answers every request alike. */
final class UpstreamAnswers implements AutoCloseable {

    private final TestGateway gateway;
    private int status = 200;
    private final List<Header> headers = new ArrayList<>();
    private byte[] body = new byte[0];

    UpstreamAnswers(Protocol protocol, String rule) {
        this(protocol, rule, "");
    }

    UpstreamAnswers(Protocol protocol, String rule, String more) {
        gateway = TestGateway.of(protocol, ResponseRewrite.class);
        gateway.configure("response-rewrite", "{\"rules\":[" + rule + "]" + more + "}");
        gateway.upstream(request -> UpstreamResponse.of(status, List.copyOf(headers), body));
    }

    UpstreamAnswers rule(String other) {
        gateway.configure("response-rewrite", "{\"rules\":[" + other + "]}");
        return this;
    }

    UpstreamAnswers status(int other) {
        status = other;
        return this;
    }

    UpstreamAnswers header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** In place of what was there. */
    UpstreamAnswers only(String name, String... values) {
        headers.removeIf(line -> line.name().equalsIgnoreCase(name));
        for (String value : values) {
            header(name, value);
        }
        return this;
    }

    UpstreamAnswers json(String text) {
        headers.removeIf(line -> line.name().equals("Content-Type"));
        return header("Content-Type", "application/json").body(text.getBytes(StandardCharsets.UTF_8));
    }

    UpstreamAnswers text(String text) {
        return header("Content-Type", "text/plain").body(text.getBytes(StandardCharsets.UTF_8));
    }

    UpstreamAnswers body(byte[] other) {
        body = other;
        return this;
    }

    TestAnswer get() {
        return gateway.get("/orders/7?q=x", new Header("X-Name", "a\"b<"));
    }

    TestAnswer get(Header... sent) {
        return gateway.get("/orders/7", sent);
    }

    TestAnswer send(String method) {
        ClientRequest get = ClientRequest.get("/orders/7");
        return gateway.send(new ClientRequest(method, get.target(), 1.1, List.of(), new byte[0], get.peer()));
    }

    List<String> failures() {
        return gateway.failures();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    /** With a zlib header and checksum, or raw. */
    static byte[] deflated(byte[] plain, boolean raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        while (!deflater.finished()) {
            bytes.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
