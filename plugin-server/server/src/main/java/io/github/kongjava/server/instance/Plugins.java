package io.github.kongjava.server.instance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The plugins that a server serves. Thread safe. */
public interface Plugins {

    /** The plugin of that name. */
    Optional<Plugin> find(String name);

    /** All of them, in a stable order. */
    Collection<Plugin> all();

    /**
     * Looks whether there are other plugins by now.
     *
     * @return those that are served no longer, or by other code
     */
    default List<Plugin> refresh() {
        return List.of();
    }
}
