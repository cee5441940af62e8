package io.github.kongjava.cli.dev;

import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin.Scope;
import io.github.kongjava.testkit.simulation.Entity;
import io.github.kongjava.testkit.simulation.OfferedPlugin;
import io.github.kongjava.testkit.simulation.PluginConfigs;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads Kong's declarative format: the parts that a development gateway can make use of. One reading each. */
final class DeclarativeFile {

    private static final Set<String> TOP = Set.of(
            "_format_version",
            "_transform",
            "_comment",
            "_info",
            "services",
            "routes",
            "consumers",
            "plugins",
            "upstreams");
    private static final Set<String> PLUGIN = Set.of(
            "id",
            "name",
            "instance_name",
            "config",
            "enabled",
            "route",
            "service",
            "consumer",
            "protocols",
            "tags",
            "ordering");

    private final Map<String, OfferedPlugin> offered = new LinkedHashMap<>();
    private final Map<String, Entity> services = new LinkedHashMap<>();
    private final Map<String, Entity> routes = new LinkedHashMap<>();
    private final Map<String, Entity> consumers = new LinkedHashMap<>();
    private final List<String> upstreams = new ArrayList<>();
    private final List<ConfiguredPlugin> plugins = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private DeclarativeFile(List<OfferedPlugin> offered) {
        offered.forEach(plugin -> this.offered.put(plugin.name(), plugin));
    }

    /**
     * Reads the text of a file.
     *
     * @throws InvalidConfigException with file, line and field of the first problem
     */
    static Declared read(String file, String text, List<OfferedPlugin> offered) throws InvalidConfigException {
        DeclarativeFile reading = new DeclarativeFile(offered);
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new InvalidConfigException(file + ":1: the file is empty; it needs _format_version: \"3.0\"");
            }
            reading.top(new YamlField(file, "", root));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidConfigException(file + ":" + line + ": no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new InvalidConfigException(file + ":1: no YAML: " + e.getMessage());
        }
        return new Declared(
                List.copyOf(reading.services.values()),
                List.copyOf(reading.routes.values()),
                List.copyOf(reading.consumers.values()),
                List.copyOf(reading.upstreams),
                List.copyOf(reading.plugins),
                List.copyOf(reading.warnings));
    }

    private void top(YamlField root) throws InvalidConfigException {
        Map<String, YamlField> fields = root.entries();
        Optional<YamlField> version = YamlField.find(fields, "_format_version");
        if (version.isEmpty()) {
            throw root.problem("needs _format_version: \"3.0\"");
        }
        if (!version.get().text().matches("[123]\\.[01]")) {
            throw version.get()
                    .problem("must be \"3.0\", but is " + version.get().text());
        }
        warnOfUnknown("the file", fields, TOP);
        for (YamlField upstream : list(fields, "upstreams")) {
            Optional<YamlField> name = YamlField.find(upstream.entries(), "name");
            upstreams.add((name.isPresent() ? name.get() : upstream).text());
        }
        for (YamlField service : list(fields, "services")) {
            service(service);
        }
        for (YamlField route : list(fields, "routes")) {
            route(route, Optional.empty());
        }
        for (YamlField consumer : list(fields, "consumers")) {
            consumer(consumer);
        }
        for (YamlField plugin : list(fields, "plugins")) {
            plugin(plugin, Scope.global());
        }
    }

    private void service(YamlField where) throws InvalidConfigException {
        Map<String, YamlField> fields = where.entries();
        warnOfUnknown(where.path(), fields, and(Entities.SERVICE, "routes", "plugins"));
        Entity service = Entities.service(where, fields);
        add(services, service, where);
        for (YamlField route : list(fields, "routes")) {
            route(route, Optional.of(service));
        }
        for (YamlField plugin : list(fields, "plugins")) {
            plugin(plugin, new Scope(Optional.empty(), Optional.of(service.id()), Optional.empty()));
        }
    }

    private void route(YamlField where, Optional<Entity> owner) throws InvalidConfigException {
        Map<String, YamlField> fields = where.entries();
        warnOfUnknown(where.path(), fields, and(Entities.ROUTE, "service", "plugins"));
        Optional<YamlField> named = YamlField.find(fields, "service");
        Optional<Entity> service =
                owner.isPresent() || named.isEmpty() ? owner : Optional.of(referred(services, named.get(), "service"));
        Entity route = Entities.route(where, fields, service);
        add(routes, route, where);
        for (YamlField plugin : list(fields, "plugins")) {
            plugin(plugin, new Scope(Optional.of(route.id()), Optional.empty(), Optional.empty()));
        }
    }

    private void consumer(YamlField where) throws InvalidConfigException {
        Map<String, YamlField> fields = where.entries();
        warnOfUnknown(where.path(), fields, and(Entities.CONSUMER, "plugins"));
        Entity consumer = Entities.consumer(where, fields);
        add(consumers, consumer, where);
        for (YamlField plugin : list(fields, "plugins")) {
            plugin(plugin, new Scope(Optional.empty(), Optional.empty(), Optional.of(consumer.id())));
        }
    }

    private void plugin(YamlField where, Scope owner) throws InvalidConfigException {
        Map<String, YamlField> fields = where.entries();
        warnOfUnknown(where.path(), fields, PLUGIN);
        Optional<YamlField> name = YamlField.find(fields, "name");
        if (name.isEmpty()) {
            throw where.problem("needs a name");
        }
        OfferedPlugin plugin = offered.get(name.get().text());
        if (plugin == null) {
            warnings.add(where.place() + ": the plugin " + name.get().text()
                    + " is not served here and is ignored; there are " + offered.keySet());
            return;
        }
        Optional<YamlField> enabled = YamlField.find(fields, "enabled");
        if (enabled.isPresent() && enabled.get().value().equals(new Value.Bool(false))) {
            return;
        }
        Scope scope = new Scope(
                scope(owner.route(), fields, "route", routes),
                scope(owner.service(), fields, "service", services),
                scope(owner.consumer(), fields, "consumer", consumers));
        Optional<YamlField> config = YamlField.find(fields, "config");
        Value values = config.isPresent() ? config.get().value() : new Value.Table(Map.of());
        String id = Entities.id(where, fields);
        plugins.add(PluginConfigs.configured(plugin, id, values, scope));
    }

    private static Optional<String> scope(
            Optional<String> owner, Map<String, YamlField> fields, String name, Map<String, Entity> known)
            throws InvalidConfigException {
        Optional<YamlField> field = YamlField.find(fields, name);
        return owner.isPresent() || field.isEmpty()
                ? owner
                : Optional.of(referred(known, field.get(), name).id());
    }

    /** An entity by its id or name, or by a map that has one of them. */
    private static Entity referred(Map<String, Entity> known, YamlField field, String kind)
            throws InvalidConfigException {
        String key;
        if (field.value() instanceof Value.Table) {
            Map<String, YamlField> fields = field.entries();
            Optional<YamlField> id = YamlField.find(fields, "id");
            Optional<YamlField> name = YamlField.find(fields, kind.equals("consumer") ? "username" : "name");
            key = (id.isPresent() ? id.get() : name.orElse(field)).text();
        } else {
            key = field.text();
        }
        for (Entity entity : known.values()) {
            String name =
                    entity.text(kind.equals("consumer") ? "username" : "name").orElse("");
            if (entity.id().equals(key) || name.equals(key)) {
                return entity;
            }
        }
        throw field.problem("is " + key + ", but there is no such " + kind);
    }

    private static void add(Map<String, Entity> to, Entity entity, YamlField where) throws InvalidConfigException {
        if (to.put(entity.id(), entity) != null) {
            throw where.problem("has the id or name of another one: " + entity.id());
        }
    }

    private void warnOfUnknown(String what, Map<String, YamlField> fields, Set<String> known) {
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                warnings.add(field.place() + ": unknown key " + name + " in " + what + " is ignored");
            }
        });
    }

    private static List<YamlField> list(Map<String, YamlField> fields, String name) throws InvalidConfigException {
        Optional<YamlField> list = YamlField.find(fields, name);
        return list.isPresent() ? list.get().items() : List.of();
    }

    private static Set<String> and(Set<String> names, String... more) {
        Set<String> all = new java.util.HashSet<>(names);
        all.addAll(List.of(more));
        return all;
    }
}
