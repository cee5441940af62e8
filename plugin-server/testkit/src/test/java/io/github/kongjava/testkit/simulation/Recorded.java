package io.github.kongjava.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.ClientRequest.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was recorded from a real Kong: its configuration, the clients' requests, and the answers to PDK calls. */
final class Recorded {

    static final Path VECTORS = Path.of("../server/src/test/resources/vectors/kong-3.9.3");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ClientRequest> requests = new LinkedHashMap<>();
    private final List<Entity> services;
    private final List<Entity> consumers;
    private final Router router;

    Recorded() throws IOException {
        JsonNode config =
                new YAMLMapper().readTree(VECTORS.resolve("gateway.yml").toFile());
        services = entities(config.get("services"), List.of());
        consumers = entities(config.get("consumers"), List.of());
        router = new Router(entities(config.get("routes"), services), services);
        for (JsonNode request : lines("requests.jsonl")) {
            if (request.path("via").asText().equals("plain")
                    || request.path("via").asText().equals("tls")) {
                requests.put(request.get("name").asText(), request(request));
            }
        }
    }

    static List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(VECTORS.resolve(file), StandardCharsets.UTF_8)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    boolean has(String request) {
        return requests.containsKey(request);
    }

    /** The request in front of the router. */
    Exchange incoming(String request) {
        SimulatedNode node =
                new SimulatedNode("node", "gateway.test", Set.of("127.0.0.1"), consumers, Set.of("pool", "pool2"));
        return new Exchange(node, Optional.ofNullable(requests.get(request)).orElseThrow());
    }

    /** The request behind the router. */
    Exchange routed(String request) {
        Exchange exchange = incoming(request);
        router.match(exchange)
                .ifPresent(match -> exchange.routed(match.route(), match.service(), match.captures(), match.prefix()));
        return exchange;
    }

    private static ClientRequest request(JsonNode recorded) {
        byte[] head = HexFormat.of().parseHex(recorded.get("head_hex").asText());
        String[] lines = ByteText.of(head).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            headers.add(new Header(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).replaceAll("^ +| +$", "")));
        }
        boolean tls = recorded.get("via").asText().equals("tls");
        Peer peer = tls
                ? new Peer("https", "127.0.0.1", 40000, 8303, Optional.of("TLSv1.3"))
                : new Peer("http", "127.0.0.1", 40000, 8300, Optional.empty());
        double version = lines[0].endsWith("1.0") ? 1.0 : 1.1;
        return new ClientRequest(first[0], first[1], version, headers, body(recorded), peer);
    }

    private static byte[] body(JsonNode recorded) {
        JsonNode body = recorded.get("body");
        if (body.has("hex")) {
            byte[] sent = HexFormat.of().parseHex(body.get("hex").asText());
            boolean chunked = recorded.get("head").asText().contains("chunked");
            return chunked ? unchunked(sent) : sent;
        }
        byte[] bytes = new byte[body.get("len").asInt()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (31 * i + 7);
        }
        return bytes;
    }

    private static byte[] unchunked(byte[] sent) {
        String[] parts = ByteText.of(sent).split("\r\n", -1);
        return ByteText.bytes(parts[1]);
    }

    private static List<Entity> entities(JsonNode list, List<Entity> services) {
        List<Entity> entities = new ArrayList<>();
        for (JsonNode item : list) {
            Map<String, Value> attributes = new LinkedHashMap<>(((Value.Table) Bodies.value(item)).entries());
            if (attributes.get("service") instanceof Value.Text name) {
                services.stream()
                        .filter(service -> service.text("name").equals(Optional.of(name.string())))
                        .findFirst()
                        .ifPresent(service ->
                                attributes.put("service", new Value.Table(Map.of("id", Value.text(service.id())))));
            }
            entities.add(new Entity(new Value.Table(attributes)));
        }
        return entities;
    }
}
