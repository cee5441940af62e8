package io.github.kongjava.server.plugin;

/**
 * A plugin and where it was found.
 *
 * @param source the jar
 * @param className its class
 */
record FoundPlugin(String source, String className, PluginDescriptor plugin) {

    String place() {
        return "class " + className + " in " + source;
    }
}
