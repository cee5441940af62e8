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

    /**
     * Says how something of this plugin is, such as a circuit breaker that opened, for {@code kong-java status} to show. Say it
     * when it changes; the last word stands until the plugin is unloaded.
     *
     * @param subject what it is about, the line's name; 200 characters are shown
     * @param state how it is, in a few words; 200 characters are shown; empty takes the line away
     * @throws IllegalStateException if this plugin has 1,000 lines already, and this would be one more
     */
    void status(String subject, String state);
}
