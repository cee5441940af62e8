package io.github.kongjava.e2e.kong;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A declarative configuration in the making: one service to the upstream and what a test adds. Not thread-safe. */
public final class Declaration {

    /** The path at which each worker says which configuration it has. */
    static final String MARKER = "/e2e-marker";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A configured plugin.
     *
     * @param name its name in Kong
     * @param config its settings
     */
    public record Plugin(String name, Map<String, ?> config) {}

    private final ObjectNode document = JSON.createObjectNode();

    private final int upstreamPort;

    private Declaration(int upstreamPort) {
        this.upstreamPort = upstreamPort;
        document.put("_format_version", "3.0");
        document.putArray("services")
                .addObject()
                .put("name", "upstream")
                .put("url", "http://127.0.0.1:" + upstreamPort)
                .putArray("routes");
    }

    static Declaration to(int upstreamPort) {
        return new Declaration(upstreamPort);
    }

    /** A configured plugin. */
    public static Plugin plugin(String name, Map<String, ?> config) {
        return new Plugin(name, config);
    }

    /** A route to the upstream for paths that begin with {@code /name}, which is taken off, and its plugins. */
    public Declaration route(String name, Plugin... plugins) {
        ObjectNode route = ((ArrayNode) upstream().get("routes")).addObject();
        route.put("name", name).putArray("paths").add("/" + name);
        route.set("plugins", JSON.valueToTree(List.of(plugins)));
        return this;
    }

    /** Plugins of the service to the upstream. */
    public Declaration onService(Plugin... plugins) {
        upstream().set("plugins", JSON.valueToTree(List.of(plugins)));
        return this;
    }

    /** A route for streams that come to this port of Kong, to the same upstream. */
    public Declaration streams(int port) {
        ObjectNode service = ((ArrayNode) document.get("services")).addObject();
        service.put("name", "stream").put("url", "tcp://127.0.0.1:" + upstreamPort);
        ObjectNode route = service.putArray("routes").addObject();
        route.put("name", "stream").putArray("protocols").add("tcp");
        route.putArray("destinations").addObject().put("port", port);
        return this;
    }

    /** Plugins for every request. */
    public Declaration everywhere(Plugin... plugins) {
        for (Plugin plugin : plugins) {
            document.withArrayProperty("plugins").add(JSON.<ObjectNode>valueToTree(plugin));
        }
        return this;
    }

    /** A consumer with a key for the bundled plugin {@code key-auth}, and plugins for its requests. */
    public Declaration consumer(String name, String key, Plugin... plugins) {
        ObjectNode consumer =
                document.withArrayProperty("consumers").addObject().put("username", name);
        consumer.putArray("keyauth_credentials").addObject().put("key", key);
        consumer.set("plugins", JSON.valueToTree(List.of(plugins)));
        return this;
    }

    /** The whole document, for what has no method here. */
    public ObjectNode document() {
        return document;
    }

    String json(int generation) {
        ObjectNode marked = document.deepCopy();
        ObjectNode route = marked.withArrayProperty("routes").addObject().put("name", "e2e-marker");
        route.putArray("paths").add(MARKER);
        ObjectNode config = route.putArray("plugins")
                .addObject()
                .put("name", "pre-function")
                .putObject("config");
        config.putArray("access").add("return kong.response.exit(200, ngx.worker.pid() .. ' " + generation + "')");
        return marked.toString();
    }

    private ObjectNode upstream() {
        return (ObjectNode) document.get("services").get(0);
    }
}
