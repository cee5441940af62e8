package io.github.kongjava.cli.dev;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.ByteText;
import io.github.kongjava.testkit.simulation.Entity;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.Upstream;
import io.github.kongjava.testkit.simulation.UpstreamRequest;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The built-in upstream: it answers with what it got, as JSON. Requests for other hosts go on to the next upstream. */
final class EchoUpstream implements Upstream {

    /** The host of the built-in service; a name that never resolves. */
    static final String HOST = "echo.invalid";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Upstream next;

    EchoUpstream(Upstream next) {
        this.next = next;
    }

    /** The service that requests go to when there is no other. */
    static Entity service() {
        return new Entity(new Value.Table(Map.of(
                "id", Value.text("ec000000-0000-4000-8000-000000000000"),
                "name", Value.text("echo"),
                "protocol", Value.text("http"),
                "host", Value.text(HOST),
                "port", new Value.Whole(80),
                "enabled", new Value.Bool(true))));
    }

    @Override
    public UpstreamResponse send(UpstreamRequest request) throws IOException {
        if (!request.host().equals(HOST)) {
            return next.send(request);
        }
        ObjectNode echo = JSON.createObjectNode();
        echo.put("method", request.method());
        echo.put("path", request.target());
        Map<String, ArrayNode> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.name(), name -> JSON.createArrayNode())
                    .add(text(header.value()));
        }
        echo.putObject("headers").setAll(headers);
        echo.put("body", Value.string(request.body()));
        byte[] body = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(echo);
        boolean head = request.method().equals("HEAD");
        List<Header> lines = List.of(
                new Header("Content-Type", "application/json"),
                new Header("Content-Length", Integer.toString(body.length)));
        return UpstreamResponse.of(200, lines, head ? new byte[0] : body);
    }

    private static String text(String value) {
        return Value.string(ByteText.bytes(value));
    }
}
