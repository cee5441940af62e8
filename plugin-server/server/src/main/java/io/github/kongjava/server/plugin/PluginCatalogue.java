package io.github.kongjava.server.plugin;

import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins that were found, and what kept others from being found.
 *
 * <p>A plugins directory holds {@code *.jar}, each with plugins and all they need, and directories {@code <name>/*.jar}, each
 * with plugins and their libraries side by side. Every jar or directory has a class loader of its own, which sees the JDK and
 * the PDK besides, so plugins may use different versions of the same library. What is wrong with one plugin is a {@link
 * PluginProblem}, and the others work.
 *
 * <p>No code of a plugin runs before an instance is made: classes are loaded, not initialised. Immutable, thread safe.
 */
public final class PluginCatalogue implements Plugins, Closeable {

    private final Map<String, PluginDescriptor> plugins;
    private final List<PluginProblem> problems;
    private final List<LoadedBundle> bundles;

    PluginCatalogue(List<PluginDescriptor> plugins, List<PluginProblem> problems, List<LoadedBundle> bundles) {
        Map<String, PluginDescriptor> byName = new LinkedHashMap<>();
        for (PluginDescriptor plugin : plugins) {
            byName.put(plugin.name(), plugin);
        }
        this.plugins = Collections.unmodifiableMap(byName);
        this.problems = List.copyOf(problems);
        this.bundles = List.copyOf(bundles);
    }

    /** The plugins in a directory; a directory that cannot be read is a problem as well. */
    public static PluginCatalogue ofDirectory(Path directory) {
        return ofDirectory(directory, Optional.empty());
    }

    /** The plugins of one name in a directory, if one is given: quicker, as the others are not read further. */
    public static PluginCatalogue ofDirectory(Path directory, Optional<String> name) {
        CatalogueBuilder builder = new CatalogueBuilder(name);
        builder.addDirectory(directory, List.of());
        return builder.build();
    }

    /** The plugins that are in the directory now; what did not change since this catalogue was made is taken from it. */
    PluginCatalogue refreshed(Path directory) {
        CatalogueBuilder builder = new CatalogueBuilder(Optional.empty());
        builder.addDirectory(directory, bundles);
        return builder.build();
    }

    /**
     * Plugins given as classes, for tests and for running from an IDE. They keep their class loader, so that nothing keeps
     * them from ending the process.
     */
    public static PluginCatalogue ofClasses(List<Class<?>> types) {
        CatalogueBuilder builder = new CatalogueBuilder(Optional.empty());
        for (Class<?> type : types) {
            builder.addClass("classpath", type);
        }
        return builder.build();
    }

    @Override
    public Optional<Plugin> find(String name) {
        return Optional.ofNullable(plugins.get(name));
    }

    /** All of them, by the names of their jars or directories, or in the order given. */
    @Override
    public Collection<Plugin> all() {
        return Collections.unmodifiableCollection(plugins.values());
    }

    /** The same as {@link #all()}, with all that their classes say. */
    public List<PluginDescriptor> descriptors() {
        return List.copyOf(plugins.values());
    }

    /** What kept plugins from being found. */
    public List<PluginProblem> problems() {
        return problems;
    }

    /**
     * Closes the plugins' jars, when no plugin is used any longer.
     *
     * @throws IOException if one cannot be closed; the others are closed
     */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (LoadedBundle bundle : bundles) {
            try {
                bundle.loader().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
