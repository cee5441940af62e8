package io.github.kongjava.cli.dev;

import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin.Scope;
import io.github.kongjava.testkit.simulation.Entity;
import io.github.kongjava.testkit.simulation.OfferedPlugin;
import io.github.kongjava.testkit.simulation.PluginConfigs;
import io.github.kongjava.testkit.simulation.PluginRunner;
import io.github.kongjava.testkit.simulation.Router;
import io.github.kongjava.testkit.simulation.SimulatedGateway;
import io.github.kongjava.testkit.simulation.SimulatedNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes a gateway of what is declared. */
final class GatewayConfig {

    private static final String NODE_ID = UUID.randomUUID().toString();

    private GatewayConfig() {}

    /** Without a file: every plugin that needs no configuration is on for every request. */
    static Declared allPlugins(List<OfferedPlugin> offered) {
        List<ConfiguredPlugin> plugins = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (OfferedPlugin plugin : offered) {
            List<String> needed = PluginConfigs.neededFields(plugin);
            if (needed.isEmpty()) {
                plugins.add(PluginConfigs.configured(plugin, id(plugin), new Value.Table(Map.of()), Scope.global()));
            } else {
                warnings.add("the plugin " + plugin.name() + " is off: its configuration needs "
                        + String.join(", ", needed) + "; give it with --config FILE.yml");
            }
        }
        return new Declared(List.of(), List.of(), List.of(), List.of(), plugins, warnings);
    }

    private static String id(OfferedPlugin plugin) {
        return UUID.nameUUIDFromBytes(plugin.name().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static SimulatedGateway gateway(Declared declared, PluginRunner runner, Consumer<String> errors) {
        List<Entity> services = new ArrayList<>(declared.services());
        services.add(EchoUpstream.service());
        SimulatedNode node = new SimulatedNode(
                NODE_ID,
                "localhost",
                Set.of("127.0.0.1", "0:0:0:0:0:0:0:1"),
                declared.consumers(),
                Set.copyOf(declared.upstreams()));
        return new SimulatedGateway(node, new Router(routes(declared), services), declared.plugins(), runner, errors);
    }

    /** Routes without a service lead to the built-in upstream; so does everything if there is no route at all. */
    private static List<Entity> routes(Declared declared) {
        if (declared.routes().isEmpty()) {
            Value.Table everything = new Value.Table(Map.of(
                    "id",
                    Value.text("a1100000-0000-4000-8000-000000000000"),
                    "name",
                    Value.text("everything"),
                    "paths",
                    new Value.Seq(List.of(Value.text("/"))),
                    "strip_path",
                    new Value.Bool(false)));
            return List.of(toEcho(new Entity(everything)));
        }
        return declared.routes().stream()
                .map(route -> route.foreign("service").isPresent() ? route : toEcho(route))
                .toList();
    }

    private static Entity toEcho(Entity route) {
        Map<String, Value> attributes =
                new java.util.LinkedHashMap<>(route.attributes().entries());
        attributes.put(
                "service",
                new Value.Table(Map.of("id", Value.text(EchoUpstream.service().id()))));
        return new Entity(new Value.Table(attributes));
    }
}
