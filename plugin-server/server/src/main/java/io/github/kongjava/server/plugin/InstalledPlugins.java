package io.github.kongjava.server.plugin;

import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The plugins of a directory, looked at again when the server is told to. Plugins whose files did not change stay the same
 * objects. A plugin whose new file cannot be loaded is no longer served: to go on with the old code would hide that.
 * Thread safe.
 */
public final class InstalledPlugins implements Plugins, Closeable {

    private final Path directory;
    private final Function<PluginCatalogue, Plugins> offer;
    private final Consumer<PluginCatalogue> refreshed;
    private PluginCatalogue catalogue; // guarded by this
    private volatile Plugins offered;

    /**
     * Begins with what was found already.
     *
     * @param offer which of the plugins are served, and how; called for what was found already, and at each look
     * @param refreshed is told what was found at each later look, with its problems
     */
    public InstalledPlugins(
            Path directory,
            PluginCatalogue catalogue,
            Function<PluginCatalogue, Plugins> offer,
            Consumer<PluginCatalogue> refreshed) {
        this.directory = directory;
        this.catalogue = catalogue;
        this.offer = offer;
        this.refreshed = refreshed;
        this.offered = offer.apply(catalogue);
    }

    @Override
    public Optional<Plugin> find(String name) {
        return offered.find(name);
    }

    @Override
    public Collection<Plugin> all() {
        return offered.all();
    }

    /** Looks at the directory again. The jars of plugins that are gone are closed when nothing uses their classes. */
    @Override
    public synchronized List<Plugin> refresh() {
        catalogue = catalogue.refreshed(directory);
        Plugins before = offered;
        offered = offer.apply(catalogue);
        refreshed.accept(catalogue);
        List<Plugin> gone = new ArrayList<>(before.all());
        gone.removeAll(offered.all());
        return gone;
    }

    /** Closes the plugins' jars, when no plugin is used any longer. */
    @Override
    public synchronized void close() throws IOException {
        catalogue.close();
    }
}
