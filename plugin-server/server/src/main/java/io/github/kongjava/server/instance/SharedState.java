package io.github.kongjava.server.instance;

import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.barrier.Place;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What one plugin keeps beyond its instances. Thread safe. */
final class SharedState implements PluginContext, AutoCloseable {

    private final String plugin;
    private final Barrier barrier;
    private final Map<String, Object> kept = new ConcurrentHashMap<>();
    private final StatusLines lines = new StatusLines();

    SharedState(String plugin, Barrier barrier) {
        this.plugin = plugin;
        this.barrier = barrier;
    }

    @Override
    public String pluginName() {
        return plugin;
    }

    @Override
    public <T> T shared(String key, Class<T> type, Supplier<? extends T> factory) {
        Object object = kept.computeIfAbsent(key, k -> factory.get());
        if (!type.isInstance(object)) {
            throw new ClassCastException("what plugin " + plugin + " shares under \"" + key + "\" is a "
                    + object.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(object);
    }

    @Override
    public void status(String subject, String state) {
        lines.put(subject, state);
    }

    /** What the plugin says of itself. */
    Map<String, String> lines() {
        return lines.all();
    }

    @Override
    public void close() {
        kept.values().forEach(this::close);
        kept.clear();
    }

    private void close(Object object) {
        if (object instanceof AutoCloseable closeable) {
            barrier.run(closeable.getClass().getClassLoader(), closeable::close)
                    .ifPresent(failure -> barrier.log(new Place(plugin, 0, "close of shared state", 0), failure));
        }
    }
}
