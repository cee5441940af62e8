package io.github.kongjava.pdk;

import java.util.function.Supplier;

/**
 * What belongs to a plugin rather than to one of its instances. Kong makes new instances at every change of any
 * configuration, so what is worth keeping (keys, counters, connection pools, circuit breakers) is kept here.
 *
 * <p>Thread safe.
 */
public interface PluginContext {

    /** The plugin's name, as in {@link KongPlugin#name()}. */
    String pluginName();

    /**
     * The object kept under the key, made on first use. It lives until the plugin is unloaded or the server ends; an {@link
     * AutoCloseable} is closed then.
     *
     * @param key names the object within the plugin
     * @param type the object's type
     * @param factory makes it; called once, while other callers of the same key wait
     * @throws ClassCastException if the object kept under the key is of another type
     */
    <T> T shared(String key, Class<T> type, Supplier<? extends T> factory);
}
