package io.github.kongjava.server.instance;

import java.util.Collection;
import java.util.Optional;

/** The plugins that a server serves. Thread safe. */
public interface Plugins {

    /** The plugin of that name. */
    Optional<Plugin> find(String name);

    /** All of them, in a stable order. */
    Collection<Plugin> all();
}
