package io.github.kongjava.server.plugin;

import io.github.kongjava.server.schema.Problems;
import java.util.List;

/** A class that cannot be served as a plugin. Its message is one line with the class and everything that is wrong. */
public final class InvalidPluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidPluginException(Class<?> plugin, List<String> problems) {
        super("the plugin class " + plugin.getName() + " cannot be served: " + Problems.inOneLine(problems));
        this.problems = List.copyOf(problems);
    }

    /** Each thing that is wrong, with its place. */
    public List<String> problems() {
        return problems;
    }
}
