package io.github.kongjava.server.instance;

import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.barrier.PluginTally;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * All instances of a server. Their ids are random: an id of a former process never hits a configuration of this one.
 *
 * <p>Kong restarts all instances at every change of any configuration, and each worker has its own. So instances of the same
 * plugin and content share one object of the plugin, and a restart costs next to nothing: the new instance takes the object
 * over before the old one lets go. Thread safe.
 */
public final class Instances {

    private record Content(Plugin plugin, Object key) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Instance> byId = new ConcurrentHashMap<>();
    private final Map<Content, PluginObject> objects = new ConcurrentHashMap<>();
    private final Set<Plugin> gone = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Map<Plugin, SharedState> states = new ConcurrentHashMap<>();
    private final Map<String, PluginTally> tallies = new ConcurrentHashMap<>();
    private final Barrier barrier;
    private final Executor closer;

    /**
     * With no instance yet.
     *
     * @param barrier runs the plugins' close methods
     * @param closer where they are run, since they may block
     */
    public Instances(Barrier barrier, Executor closer) {
        this.barrier = barrier;
        this.closer = closer;
    }

    /**
     * Starts an instance. The plugin's constructor runs in the calling thread, or that thread waits for another one that runs
     * it for the same content.
     *
     * @param config Kong's JSON
     * @throws Throwable whatever the constructor throws, or what is wrong with the configuration
     */
    public Instance start(Plugin plugin, byte[] config) throws Throwable {
        Content content = new Content(plugin, plugin.contentKey(config));
        PluginObject shared = retain(content, plugin);
        try {
            shared.build(config, state(plugin));
        } catch (Throwable e) {
            objects.remove(content, shared);
            shared.release();
            throw e;
        }
        Instance instance = register(shared);
        if (gone.contains(plugin)) {
            close(instance.id()); // it began before the plugin was replaced: Kong will find it unknown, and start
            // another
        }
        return instance;
    }

    private PluginObject retain(Content content, Plugin plugin) {
        while (true) {
            PluginObject shared = objects.computeIfAbsent(content, c -> new PluginObject(plugin));
            if (shared.retain()) {
                return shared;
            }
            objects.remove(content, shared);
        }
    }

    private Instance register(PluginObject shared) {
        PluginTally tally = tally(shared.plugin().name());
        while (true) {
            int id = 1 + random.nextInt(Integer.MAX_VALUE - 1);
            Instance instance = new Instance(id, shared, tally);
            if (byId.putIfAbsent(id, instance) == null) {
                return instance;
            }
        }
    }

    private SharedState state(Plugin plugin) {
        return states.computeIfAbsent(plugin, p -> new SharedState(p.name(), barrier));
    }

    /**
     * Plugins have other code from now on, or none. Instances that were started lately end, so that Kong starts them anew;
     * older ones belong to workers that finish their last requests, and go on with the code that they began with.
     *
     * @param plugins those that are gone
     * @param lately what counts as that
     */
    public void replace(Collection<Plugin> plugins, Duration lately) {
        gone.addAll(plugins);
        Instant since = Instant.now().minus(lately);
        for (Instance instance : byId.values()) {
            if (plugins.contains(instance.plugin()) && !instance.startedAt().isBefore(since)) {
                close(instance.id());
            }
        }
        plugins.forEach(this::closeStateIfUnused);
    }

    private void closeStateIfUnused(Plugin plugin) {
        if (gone.contains(plugin)
                && objects.keySet().stream()
                        .noneMatch(content -> content.plugin().equals(plugin))) {
            SharedState state = states.remove(plugin);
            if (state != null) {
                closer.execute(state::close);
            }
        }
    }

    /** What a plugin says of itself, by subject. */
    public Map<String, String> statusLines(Plugin plugin) {
        SharedState state = states.get(plugin);
        return state == null ? Map.of() : state.lines();
    }

    /** What happened in a plugin's code. */
    public PluginTally tally(String plugin) {
        return tallies.computeIfAbsent(plugin, name -> new PluginTally());
    }

    /** The instance of the id, if it is known. */
    public Optional<Instance> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The instance of the id, to be used until {@link #release}; its object is not closed before.
     *
     * @param now {@link System#nanoTime()}
     */
    public Optional<Instance> acquire(int id, long now) {
        Instance instance = byId.get(id);
        if (instance == null || !instance.shared().retain()) {
            return Optional.empty();
        }
        instance.touch(now);
        return Optional.of(instance);
    }

    /** Ends a use that {@link #acquire} began. */
    public void release(Instance instance) {
        letGo(instance);
    }

    /**
     * Ends an instance; an unknown id is no error, since Kong closes instances of former servers.
     *
     * @return the instance, if it was known
     */
    public Optional<Instance> close(int id) {
        Instance instance = byId.remove(id);
        if (instance != null && instance.endOnce()) {
            letGo(instance);
        }
        return Optional.ofNullable(instance);
    }

    private void letGo(Instance instance) {
        PluginObject shared = instance.shared();
        if (shared.release()) {
            objects.values().remove(shared);
            closer.execute(() -> {
                shared.close(barrier, instance.id());
                closeStateIfUnused(shared.plugin());
            });
        }
    }

    /**
     * Ends the instances that no event has used for a time; Kong starts them anew if it needs them. Kong never closes the
     * instances of configurations that were deleted, nor those of workers that died.
     *
     * @return how many ended
     */
    public int expire(long idleNanos) {
        long now = System.nanoTime();
        int ended = 0;
        for (Instance instance : byId.values()) {
            if (instance.idleNanos(now) > idleNanos && close(instance.id()).isPresent()) {
                ended++;
            }
        }
        return ended;
    }

    /** How many instances of the plugin there are. */
    public long count(String plugin) {
        return byId.values().stream()
                .filter(instance -> instance.plugin().name().equals(plugin))
                .count();
    }

    /** How many objects of plugins there are; fewer than instances, where these share. */
    public int objects() {
        return objects.size();
    }

    /** Ends all instances and what plugins share between them. */
    public void closeAll() {
        byId.keySet().forEach(this::close);
        states.values().forEach(state -> closer.execute(state::close));
        states.clear();
    }
}
