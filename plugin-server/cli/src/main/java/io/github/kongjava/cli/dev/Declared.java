package io.github.kongjava.cli.dev;

import io.github.kongjava.testkit.simulation.ConfiguredPlugin;
import io.github.kongjava.testkit.simulation.Entity;
import java.util.List;

/**
 * What a file declares.
 *
 * @param warnings lines about what is ignored
 */
record Declared(
        List<Entity> services,
        List<Entity> routes,
        List<Entity> consumers,
        List<String> upstreams,
        List<ConfiguredPlugin> plugins,
        List<String> warnings) {}
