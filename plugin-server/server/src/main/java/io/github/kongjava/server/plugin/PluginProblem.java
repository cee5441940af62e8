package io.github.kongjava.server.plugin;

import java.util.Optional;

/**
 * Why a plugin, or a whole jar, cannot be served. The other plugins are served all the same.
 *
 * @param source the jar or directory
 * @param className the class, if it is about one
 * @param message what is wrong and what to do
 */
public record PluginProblem(String source, Optional<String> className, String message) {

    static PluginProblem of(String source, String message) {
        return new PluginProblem(source, Optional.empty(), message);
    }

    static PluginProblem of(String source, String className, String message) {
        return new PluginProblem(source, Optional.of(className), message);
    }

    /** One line with all of it. */
    @Override
    public String toString() {
        String where = className.map(name -> source + ": class " + name).orElse(source);
        return (where + ": " + message).replaceAll("\\R", " | ");
    }
}
