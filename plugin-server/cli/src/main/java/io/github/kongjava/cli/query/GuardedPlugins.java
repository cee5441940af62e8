package io.github.kongjava.cli.query;

import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins of a server, with those that Kong does not call where they would keep requests out replaced by ones that fail
 * in every phase. Thread safe.
 */
public final class GuardedPlugins implements Plugins {

    private final Map<String, Plugin> plugins = new LinkedHashMap<>();

    /** Guards plugins by what was found about their documents. */
    public GuardedPlugins(Plugins plugins, List<StaticQueryFinding> findings) {
        plugins.all().forEach(plugin -> this.plugins.put(plugin.name(), plugin));
        for (StaticQueryFinding finding : findings) {
            if (finding instanceof StaticQueryFinding.Stale stale
                    && !stale.unguarded().isEmpty()) {
                this.plugins.computeIfPresent(stale.plugin(), (name, plugin) -> new FailingPlugin(plugin, stale));
            }
        }
    }

    @Override
    public Optional<Plugin> find(String name) {
        return Optional.ofNullable(plugins.get(name));
    }

    @Override
    public Collection<Plugin> all() {
        return List.copyOf(plugins.values());
    }
}
