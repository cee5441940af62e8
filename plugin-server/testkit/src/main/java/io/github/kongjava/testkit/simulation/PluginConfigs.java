package io.github.kongjava.testkit.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Configurations of plugins as Kong sends them: with the defaults of the schema and Kong's own keys. */
public final class PluginConfigs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PluginConfigs() {}

    /** A configuration with the fields given as Kong holds them; anything but a table counts as no field. */
    public static ConfiguredPlugin configured(OfferedPlugin plugin, String id, Value config, Scope scope) {
        ObjectNode json = JSON.createObjectNode();
        if (config instanceof Value.Table table) {
            table.entries().forEach((name, value) -> put(json, name, value));
        }
        return configured(plugin, id, json, scope);
    }

    /**
     * A configuration with the fields given as a JSON object.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static ConfiguredPlugin configured(OfferedPlugin plugin, String id, String config, Scope scope) {
        try {
            if (JSON.readTree(config) instanceof ObjectNode json) {
                return configured(plugin, id, json, scope);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the config of plugin " + plugin.name() + " is no JSON: " + config, e);
        }
        throw new IllegalArgumentException("the config of plugin " + plugin.name() + " is no JSON object: " + config);
    }

    private static ConfiguredPlugin configured(OfferedPlugin plugin, String id, ObjectNode json, Scope scope) {
        fillDefaults(json, configFields(plugin));
        json.put("__plugin_id", id);
        scope.route().ifPresent(route -> json.put("route_id", route));
        scope.service().ifPresent(service -> json.put("service_id", service));
        scope.consumer().ifPresent(consumer -> json.put("consumer_id", consumer));
        return new ConfiguredPlugin(
                id, plugin.name(), plugin.priority(), plugin.phases(), plugin.protocol(), json.toString(), scope);
    }

    /**
     * The fields that a configuration of the plugin must give, by their paths: required, and without a default. Where one of
     * several will do, they stand together as {@code one of a, b}.
     */
    public static List<String> neededFields(OfferedPlugin plugin) {
        List<String> needed = new ArrayList<>();
        addNeeded(needed, "", configFields(plugin));
        ObjectNode defaults = JSON.createObjectNode();
        fillDefaults(defaults, configFields(plugin));
        for (JsonNode check : config(plugin).path("entity_checks")) {
            for (String rule : List.of("at_least_one_of", "only_one_of")) {
                List<String> paths = new ArrayList<>();
                check.path(rule).forEach(path -> paths.add(path.asText()));
                if (!paths.isEmpty() && paths.stream().allMatch(path -> isMissing(defaults, path))) {
                    needed.add("one of " + String.join(", ", paths));
                }
            }
        }
        return needed;
    }

    private static boolean isMissing(ObjectNode config, String path) {
        return config.at("/" + path.replace('.', '/')).isMissingNode();
    }

    private static void addNeeded(List<String> needed, String above, JsonNode fields) {
        for (JsonNode each : fields) {
            for (Map.Entry<String, JsonNode> entry : each.properties()) {
                JsonNode field = entry.getValue();
                String path = above + entry.getKey();
                if (!field.path("required").asBoolean() || field.has("default")) {
                    continue;
                }
                if (field.path("type").asText().equals("record")) {
                    addNeeded(needed, path + ".", field.path("fields"));
                } else {
                    needed.add(path);
                }
            }
        }
    }

    private static void put(ObjectNode json, String name, Value value) {
        if (!(value instanceof Value.Nil)) {
            json.set(name, node(value));
        }
    }

    private static JsonNode node(Value value) {
        if (value instanceof Value.Table table) {
            ObjectNode object = JSON.createObjectNode();
            table.entries().forEach((name, item) -> put(object, name, item));
            return object;
        }
        if (value instanceof Value.Seq seq) {
            return JSON.createArrayNode()
                    .addAll(seq.items().stream().map(PluginConfigs::node).toList());
        }
        if (value instanceof Value.Whole whole) {
            return JSON.getNodeFactory().numberNode(whole.value());
        }
        if (value instanceof Value.Real real) {
            return JSON.getNodeFactory().numberNode(real.value());
        }
        if (value instanceof Value.Bool bool) {
            return JSON.getNodeFactory().booleanNode(bool.value());
        }
        return value instanceof Value.Text text ? JSON.getNodeFactory().textNode(text.string()) : JSON.nullNode();
    }

    private static JsonNode configFields(OfferedPlugin plugin) {
        return config(plugin).path("fields");
    }

    private static JsonNode config(OfferedPlugin plugin) {
        try {
            for (JsonNode field : JSON.readTree(plugin.schema()).path("fields")) {
                if (field.has("config")) {
                    return field.get("config");
                }
            }
            return JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of plugin " + plugin.name() + " is no JSON", e);
        }
    }

    private static void fillDefaults(ObjectNode json, JsonNode fields) {
        for (JsonNode field : fields) {
            for (Map.Entry<String, JsonNode> entry : field.properties()) {
                fillDefault(json, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void fillDefault(ObjectNode json, String name, JsonNode field) {
        if (!json.has(name) && field.has("default")) {
            json.set(name, field.get("default"));
        }
        boolean record = field.path("type").asText().equals("record");
        if (record && !json.has(name) && field.path("required").asBoolean()) {
            json.putObject(name);
        }
        if (record && json.get(name) instanceof ObjectNode inner) {
            fillDefaults(inner, field.path("fields"));
        }
    }
}
