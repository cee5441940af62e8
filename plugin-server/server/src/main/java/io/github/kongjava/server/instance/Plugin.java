package io.github.kongjava.server.instance;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.barrier.FailurePolicy;
import java.time.Duration;
import java.util.Set;

/** A plugin that can be served. Immutable, but for what the plugin's own code does. */
public interface Plugin {

    /** The name under which Kong knows it. */
    String name();

    /** Its version. */
    String version();

    /** Its priority; higher runs earlier. */
    int priority();

    /** The phases it takes part in. */
    Set<Phase> phases();

    /** The protocol that Kong is told to use. */
    Protocol protocol();

    /** How long one phase may take. */
    Duration timeout();

    /** What happens to a request when it fails. */
    FailurePolicy onFailure();

    /** Its schema as Kong reads it, a JSON document. */
    String schemaJson();

    /** The class loader of the plugin's own code; while that runs it is the thread's context class loader. */
    default ClassLoader classLoader() {
        return getClass().getClassLoader();
    }

    /**
     * What identifies a configuration's content: equal for two configurations that differ in Kong's bookkeeping alone.
     *
     * @param config Kong's JSON
     * @throws Exception if the JSON cannot be read
     */
    Object contentKey(byte[] config) throws Exception;

    /**
     * Makes the object that serves a configuration; runs the plugin's own code, so it is called inside the barrier only.
     *
     * @param config Kong's JSON
     * @param context what belongs to the plugin
     * @return an object that implements the interfaces of {@link #phases()}
     * @throws Throwable whatever the plugin's constructor throws, or what is wrong with the configuration
     */
    Object newInstance(byte[] config, PluginContext context) throws Throwable;
}
