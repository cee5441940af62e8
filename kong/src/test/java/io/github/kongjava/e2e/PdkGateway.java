package io.github.kongjava.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.pdk.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A gateway whose requests may call functions of the PDK, in Java and in Lua. Kong's own plugin {@code post-function} runs after
 * ours in the same phase; it has no response phase, and stands in for it in header_filter.
 *
 * @param gateway of the suite
 */
record PdkGateway(Gateway gateway) {

    /** The id of our configured plugin. */
    static final String PLUGIN = "91090000-0000-4000-8000-000000000001";

    private static final List<Phase> PHASES = List.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.LOG);

    void declare() throws Exception {
        Declaration declaration = gateway.declaration();
        ObjectNode document = declaration.document();
        route(document.withArrayProperty("services").get(0));
        ObjectNode dead = document.withArrayProperty("services").addObject();
        dead.put("name", "dead").put("url", "http://127.0.0.1:1").put("retries", 0);
        route(dead).put("name", "dead").putArray("paths").add("~/dead/(?<thing>[a-z]+)");
        document.withArrayProperty("upstreams")
                .addObject()
                .put("name", "elsewhere")
                .putArray("targets")
                .addObject()
                .put("target", "127.0.0.1:" + gateway.upstream().port());
        declaration
                .streams(gateway.ports().stream())
                .route("reports", plugin("probe-pdk-report"))
                .route("lua-view", Declaration.plugin("pre-function", Map.of("access", List.of(lua("pdk-fetch.lua")))))
                .consumer("alice", "alices-key")
                .everywhere(
                        plugin("probe-pdk"),
                        plugin("probe-pdk-connection"),
                        Declaration.plugin("pre-function", planting()),
                        Declaration.plugin("post-function", views()));
        ((ObjectNode) document.get("consumers").get(0))
                .put("id", "a11ce000-0000-4000-8000-000000000001")
                .put("custom_id", "alice-42")
                .putArray("tags")
                .add("first")
                .add("second");
        ((ObjectNode) document.get("plugins").get(0)).put("id", PLUGIN);
        gateway.declare(declaration);
    }

    private static ObjectNode route(JsonNode service) {
        ObjectNode route = ((ObjectNode) service).withArrayProperty("routes").addObject();
        route.put("name", "pdk").putArray("paths").add("~/pdk/(?<thing>[a-z]+)");
        route.putArray("tags").add("tagged");
        route.withArrayProperty("plugins").addObject().put("name", "key-auth");
        return route;
    }

    private static Plugin plugin(String name) {
        return Declaration.plugin(name, Map.of());
    }

    private Map<String, Object> planting() throws IOException {
        String plant = lua("pdk-plant.lua")
                .replace("UPSTREAM_PORT", "\"" + gateway.upstream().port() + "\"");
        return Map.of("rewrite", List.of(plant), "certificate", List.of(plant));
    }

    private static Map<String, Object> views() throws IOException {
        String view = lua("pdk-view.lua");
        Map<String, Object> views = new LinkedHashMap<>();
        for (Phase phase : PHASES) {
            String asked = "local PHASE = '" + phase.kongName() + "'\n" + lua("pdk-asked.lua") + view;
            views.put(phase == Phase.RESPONSE ? "header_filter" : phase.kongName(), List.of(asked));
        }
        views.put("certificate", List.of("local PHASE, ID, ACT = 'certificate', 'connection'\n" + view));
        return views;
    }

    private static String lua(String name) throws IOException {
        try (InputStream in = PdkGateway.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A request with something in each part of it. */
    static Request request(String path) {
        return Request.post(path + "/thing?b=1&b=2&c&a=x%20y", "x=1&y=two&flag".getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Host", "Shop.test:8080")
                .with("X-Real-IP", "192.0.2.7")
                .with("X-Forwarded-Host", "forwarded.test")
                .with("X-Forwarded-Port", "8443")
                .with("X-Forwarded-Path", "/forwarded")
                .with("X-Forwarded-Prefix", "/prefix")
                .with("x-sent", "sent")
                .with("apikey", "alices-key");
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** What our plugin got of the functions. */
    Map<String, String> javas(String id, Phase phase) throws Exception {
        return fetch("/reports?place=" + id + "/" + phase.kongName());
    }

    /** What a plugin in Lua got of Kong's. */
    Map<String, String> luas(String id, Phase phase) throws Exception {
        return fetch("/lua-view?place=" + id + "/" + phase.kongName());
    }

    private Map<String, String> fetch(String target) throws Exception {
        return Await.value("a report at " + target, () -> {
            Answer answer = gateway.get(target);
            return answer.status() == 200 ? Optional.of(parsed(answer.text())) : Optional.empty();
        });
    }

    private static Map<String, String> parsed(String lines) {
        Map<String, String> values = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.ISO_8859_1));
        });
        return values;
    }
}
