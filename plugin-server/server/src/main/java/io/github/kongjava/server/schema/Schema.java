package io.github.kongjava.server.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kongjava.pdk.config.NoConsumer;
import io.github.kongjava.pdk.config.NoRoute;
import io.github.kongjava.pdk.config.NoService;
import io.github.kongjava.pdk.config.Protocols;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema of a plugin, made from its config record. Immutable. */
public final class Schema {

    /** What a plugin can be configured for. */
    enum Scope {
        CONSUMER("consumer"),
        ROUTE("route"),
        SERVICE("service");

        private final String field;

        Scope(String field) {
            this.field = field;
        }

        /** Kong's field for it. */
        String field() {
            return field;
        }
    }

    private static final Set<String> PROTOCOLS =
            Set.of("http", "https", "tcp", "tls", "udp", "grpc", "grpcs", "tls_passthrough", "ws", "wss");

    private final String pluginName;
    private final List<String> protocols;
    private final List<Scope> excluded;
    private final FieldType.Fields config;

    private Schema(String pluginName, List<String> protocols, List<Scope> excluded, FieldType.Fields config) {
        this.pluginName = pluginName;
        this.protocols = protocols;
        this.excluded = excluded;
        this.config = config;
    }

    /**
     * Reads the schema of a plugin from its annotations.
     *
     * @param pluginName the plugin's name
     * @param plugin the plugin's class, with the annotations of the whole plugin
     * @param config the config record, if the plugin has one
     * @param problems takes what is wrong; if it has any afterwards, the schema is of no use
     */
    public static Schema read(String pluginName, Class<?> plugin, Optional<Class<?>> config, Problems problems) {
        FieldType.Fields fields = config.map(type -> new ClassReader(problems).fields(type))
                .orElseGet(() -> new FieldType.Fields(List.of(), List.of(), null));
        return new Schema(pluginName, protocols(plugin, problems), excluded(plugin), fields);
    }

    private static List<String> protocols(Class<?> plugin, Problems problems) {
        Protocols given = plugin.getAnnotation(Protocols.class);
        if (given == null) {
            return List.of();
        }
        List<String> names = List.of(given.value());
        if (names.isEmpty()) {
            problems.add(plugin.getSimpleName(), "protocols needs at least one value");
        }
        for (String name : names) {
            if (!PROTOCOLS.contains(name)) {
                problems.add(
                        plugin.getSimpleName(),
                        "protocols has \"" + name + "\"; possible are "
                                + String.join(", ", PROTOCOLS.stream().sorted().toList()));
            }
        }
        return names;
    }

    private static List<Scope> excluded(Class<?> plugin) {
        List<Scope> excluded = new ArrayList<>();
        if (plugin.isAnnotationPresent(NoConsumer.class)) {
            excluded.add(Scope.CONSUMER);
        }
        if (plugin.isAnnotationPresent(NoRoute.class)) {
            excluded.add(Scope.ROUTE);
        }
        if (plugin.isAnnotationPresent(NoService.class)) {
            excluded.add(Scope.SERVICE);
        }
        return List.copyOf(excluded);
    }

    /**
     * Writes the schema as Kong's query expects it.
     *
     * @param version the oldest Kong that reads it
     */
    public void write(JsonGenerator out, KongVersion version) throws IOException {
        new SchemaWriter(out, version).write(this);
    }

    /** The schema as a JSON document. */
    public String json(KongVersion version) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(text)) {
            write(out, version);
        } catch (IOException e) {
            throw new UncheckedIOException("a schema could not be written to memory", e);
        }
        return text.toString();
    }

    /**
     * Makes the config record of a configuration that Kong sends. Keys that are no fields, such as Kong's own, are ignored.
     * An absent field has its default if its component must have a value.
     *
     * @return the record; null for a plugin without one
     * @throws ConfigException with everything that is wrong
     */
    public @Nullable Object configure(byte[] json) {
        Map<String, @Nullable Object> given = Json.parseObject(json);
        if (config.constructor() == null) {
            return null;
        }
        Map<String, @Nullable Object> filled = ConfigFill.record(config, given);
        Problems problems = new Problems();
        new ConfigCheck(problems).record(config, new PlainRecord(filled), "config");
        throwIfAny(problems);
        Object made = new RecordMaker(problems).make(config, filled, "config");
        throwIfAny(problems);
        return made;
    }

    private static void throwIfAny(Problems problems) {
        if (!problems.none()) {
            throw new ConfigException(problems.list());
        }
    }

    /** The plugin's name. */
    String pluginName() {
        return pluginName;
    }

    /** The protocols it is for; none for Kong's own choice. */
    List<String> protocols() {
        return protocols;
    }

    /** What it cannot be configured for. */
    List<Scope> excluded() {
        return excluded;
    }

    /** The fields of its configuration. */
    FieldType.Fields config() {
        return config;
    }
}
