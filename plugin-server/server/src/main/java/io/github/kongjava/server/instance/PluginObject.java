package io.github.kongjava.server.instance;

import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.barrier.Place;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's own object for one content of configuration, shared by all instances of that content. It is used by
 * instances and by the events that run; when the last one lets go it is closed, and cannot be used again.
 */
final class PluginObject {

    private static final int ENDED = Integer.MIN_VALUE;

    private final Plugin plugin;
    private final ReentrantLock building = new ReentrantLock();
    private final AtomicInteger users = new AtomicInteger();
    private volatile @Nullable Object object;
    private @Nullable Throwable failure; // guarded by building

    PluginObject(Plugin plugin) {
        this.plugin = plugin;
    }

    Plugin plugin() {
        return plugin;
    }

    /** One more user; false if the object has ended. */
    boolean retain() {
        int now;
        do {
            now = users.get();
            if (now < 0) {
                return false;
            }
        } while (!users.compareAndSet(now, now + 1));
        return true;
    }

    /** One user less; true if that was the last one, so that the caller must close. */
    boolean release() {
        return users.decrementAndGet() == 0 && users.compareAndSet(0, ENDED);
    }

    /**
     * The plugin's object, made by the first caller while others wait. A failure is everybody's.
     *
     * @throws Throwable what the plugin's constructor threw, or InterruptedException of a caller that waited
     */
    Object build(byte[] config, PluginContext context) throws Throwable {
        Object made = object;
        if (made != null) {
            return made;
        }
        building.lockInterruptibly();
        try {
            if (failure != null) {
                throw failure;
            }
            made = object;
            if (made == null) {
                made = make(config, context);
                object = made;
            }
            return made;
        } finally {
            building.unlock();
        }
    }

    private Object make(byte[] config, PluginContext context) throws Throwable {
        try {
            return plugin.newInstance(config, context);
        } catch (Throwable e) {
            failure = e;
            throw e;
        }
    }

    /** The plugin's object, which {@link #build} made. */
    Object object() {
        Object made = object;
        if (made == null) {
            throw new IllegalStateException("the object of plugin " + plugin.name() + " was not built");
        }
        return made;
    }

    /** Runs the plugin's close, if it has one. */
    void close(Barrier barrier, int instance) {
        if (object instanceof AutoCloseable closeable) {
            barrier.run(plugin.classLoader(), closeable::close)
                    .ifPresent(e -> barrier.log(new Place(plugin.name(), instance, "close", 0), e));
        }
    }
}
