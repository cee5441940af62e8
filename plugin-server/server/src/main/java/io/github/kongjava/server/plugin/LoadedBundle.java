package io.github.kongjava.server.plugin;

import java.util.List;

/**
 * What was found in one bundle.
 *
 * @param bundle the jars
 * @param stamp the state of the jars' files before they were read
 * @param loader loads the bundle's classes
 * @param found its plugins
 * @param problems what kept other plugins from being found
 */
record LoadedBundle(
        PluginBundle bundle,
        String stamp,
        PluginClassLoader loader,
        List<FoundPlugin> found,
        List<PluginProblem> problems) {

    LoadedBundle {
        found = List.copyOf(found);
        problems = List.copyOf(problems);
    }
}
