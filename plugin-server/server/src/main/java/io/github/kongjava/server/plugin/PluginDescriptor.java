package io.github.kongjava.server.plugin;

import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.barrier.FailurePolicy;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.schema.ConfigException;
import io.github.kongjava.server.schema.ConfigKey;
import io.github.kongjava.server.schema.KongVersion;
import io.github.kongjava.server.schema.Problems;
import io.github.kongjava.server.schema.Schema;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plugin as its class describes it. Immutable, and so thread safe. */
public final class PluginDescriptor implements Plugin {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final int LONGEST_TIMEOUT = 55_000;

    private final Class<?> type;
    private final KongPlugin annotation;
    private final Set<Phase> phases;
    private final Schema schema;
    private final PluginConstructor constructor;
    private final FailurePolicy onFailure;
    private final String schemaJson;

    private PluginDescriptor(
            Class<?> type, KongPlugin annotation, Set<Phase> phases, Schema schema, PluginConstructor constructor) {
        this.type = type;
        this.annotation = annotation;
        this.phases = phases;
        this.schema = schema;
        this.constructor = constructor;
        this.onFailure = new FailurePolicy(
                annotation.onFailure().status(), annotation.onFailure().pass());
        this.schemaJson = schema.json(KongVersion.DEFAULT);
    }

    /**
     * Reads a plugin class.
     *
     * @throws InvalidPluginException with everything that is wrong with it
     */
    public static PluginDescriptor of(Class<?> type) {
        Problems problems = new Problems();
        String where = type.getSimpleName();
        Optional<KongPlugin> annotation = Optional.ofNullable(type.getAnnotation(KongPlugin.class));
        if (annotation.isEmpty()) {
            problems.add(where, "has no @KongPlugin");
        }
        annotation.ifPresent(given -> checkAnnotation(given, where, problems));
        checkClass(type, where, problems);
        Set<Phase> phases = PluginPhases.of(type);
        if (phases.isEmpty()) {
            problems.add(where, "takes part in no phase; implement at least one of " + PluginPhases.names());
        }
        Optional<PluginConstructor> constructor = PluginConstructor.of(type, where, problems);
        Optional<Class<?>> config = constructor.flatMap(PluginConstructor::config);
        Schema schema = Schema.read(annotation.map(KongPlugin::name).orElse(where), type, config, problems);
        if (!problems.none() || annotation.isEmpty() || constructor.isEmpty()) {
            throw new InvalidPluginException(type, problems.list());
        }
        return new PluginDescriptor(type, annotation.get(), phases, schema, constructor.get());
    }

    private static void checkClass(Class<?> type, String where, Problems problems) {
        if (!Modifier.isPublic(type.getModifiers())) {
            problems.add(where, "must be public");
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            problems.add(where, "must be a class that is not abstract");
        } else if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            problems.add(where, "must be static, as it is nested");
        }
    }

    private static void checkAnnotation(KongPlugin given, String where, Problems problems) {
        if (!NAME.matcher(given.name()).matches()) {
            problems.add(
                    where,
                    "has the name \"" + given.name()
                            + "\"; a name has letters, digits, -, _ and ., begins with a letter,"
                            + " and has 128 characters at most");
        }
        if (!VERSION.matcher(given.version()).matches()) {
            problems.add(where, "has the version \"" + given.version() + "\"; write it as 1.0.0");
        }
        if (given.timeout() < 1 || given.timeout() > LONGEST_TIMEOUT) {
            problems.add(where, "has a timeout of " + given.timeout() + " ms; possible are 1 to " + LONGEST_TIMEOUT);
        }
        int status = given.onFailure().status();
        if (status < 400 || status > 599) {
            problems.add(where, "answers failures with the status " + status + "; possible are 400 to 599");
        }
    }

    @Override
    public String name() {
        return annotation.name();
    }

    @Override
    public String version() {
        return annotation.version();
    }

    @Override
    public int priority() {
        return annotation.priority();
    }

    @Override
    public Set<Phase> phases() {
        return phases;
    }

    @Override
    public Protocol protocol() {
        return annotation.protocol();
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(annotation.timeout());
    }

    @Override
    public FailurePolicy onFailure() {
        return onFailure;
    }

    /** Its class. */
    public Class<?> type() {
        return type;
    }

    /** Its schema. */
    public Schema schema() {
        return schema;
    }

    /** Its schema as Kong {@link KongVersion#DEFAULT} and later read it. */
    @Override
    public String schemaJson() {
        return schemaJson;
    }

    @Override
    public ClassLoader classLoader() {
        return type.getClassLoader();
    }

    @Override
    public ConfigKey contentKey(byte[] config) {
        return ConfigKey.of(config);
    }

    /**
     * Makes the record of the configuration and with it the plugin's object.
     *
     * @throws ConfigException with everything that is wrong with the configuration
     */
    @Override
    public Object newInstance(byte[] config, PluginContext context) throws Throwable {
        return construct(schema.configure(config), context);
    }

    /**
     * Makes the plugin's object with a config record that is there already.
     *
     * @param config the record; null for a plugin that takes none
     */
    public Object construct(@Nullable Object config, PluginContext context) throws Throwable {
        return constructor.call(config, context);
    }

    @Override
    public String toString() {
        return name() + " " + version();
    }
}
