package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All plugin configurations, and which of them a request meets. Immutable. */
final class PluginChain {

    private static final Comparator<ConfiguredPlugin> ORDER =
            Comparator.comparingInt(ConfiguredPlugin::priority).reversed().thenComparing(ConfiguredPlugin::name);

    private final Map<String, List<ConfiguredPlugin>> byName = new LinkedHashMap<>();

    PluginChain(List<ConfiguredPlugin> plugins) {
        plugins.stream()
                .sorted(ORDER)
                .forEach(plugin -> byName.computeIfAbsent(
                        plugin.name(),
                        name -> plugins.stream()
                                .filter(p -> p.name().equals(name))
                                .toList()));
    }

    /** The plugins' names in the order in which they run. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The configuration of the plugin that the request meets, if it takes part in the phase. */
    Optional<ConfiguredPlugin> find(String name, Phase phase, Exchange exchange) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(plugin -> plugin.scope().covers(exchange))
                .filter(plugin -> phase != Phase.REWRITE || plugin.scope().isGlobal())
                .max(Comparator.comparingInt(plugin -> plugin.scope().rank()))
                .filter(plugin -> plugin.phases().contains(phase));
    }

    /** Whether the response must be read as a whole before the client gets any of it. */
    boolean buffers(Exchange exchange) {
        return names().stream()
                .anyMatch(name -> find(name, Phase.RESPONSE, exchange).isPresent());
    }
}
