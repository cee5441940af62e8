package io.github.kongjava.server.event;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.barrier.FailurePolicy;
import io.github.kongjava.server.barrier.Verdict;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.instance.Instances;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.pdk.KongCalls;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all conversations of a server share: who runs plugin code, and when not. Thread safe. */
final class Dispatch {

    private static final Logger LOG = System.getLogger("io.github.kongjava");
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Plugins plugins;
    private final Instances instances;
    private final Barrier barrier;
    private final Works works;
    private final Executor threads;
    private final int maxStuckThreads;
    private final Adopter adopter;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong lastBusyLine = new AtomicLong(System.nanoTime() - SECOND_NANOS);

    Dispatch(
            Plugins plugins,
            Instances instances,
            Barrier barrier,
            Works works,
            Executor threads,
            int maxStuckThreads,
            Adopter adopter) {
        this.adopter = adopter;
        this.plugins = plugins;
        this.instances = instances;
        this.barrier = barrier;
        this.works = works;
        this.threads = threads;
        this.maxStuckThreads = maxStuckThreads;
    }

    Plugins plugins() {
        return plugins;
    }

    Instances instances() {
        return instances;
    }

    Works works() {
        return works;
    }

    Barrier barrier() {
        return barrier;
    }

    Adopter adopter() {
        return adopter;
    }

    /** Runs something in a thread of its own. */
    void execute(Runnable task) {
        threads.execute(task);
    }

    /** From now on Kong is told to ask somebody else. */
    void drain() {
        draining.set(true);
    }

    boolean isDraining() {
        return draining.get();
    }

    /** The phase of Kong's name, if the instance's plugin takes part in it. */
    static Optional<Phase> phase(Instance instance, String kongName) {
        for (Phase phase : instance.plugin().phases()) {
            if (phase.kongName().equals(kongName)) {
                return Optional.of(phase);
            }
        }
        LOG.log(
                Level.ERROR,
                "plugin=" + instance.plugin().name() + " instance=" + instance.id()
                        + " Kong called the phase \"" + kongName.replaceAll("[^a-z_]", "?")
                        + "\", which the plugin does not have; reload Kong if the plugin was changed");
        return Optional.empty();
    }

    /** Takes a place for an event; if there is none, how the event ends instead. */
    @Nullable
    Verdict refusal(Instance instance, Phase phase) {
        if (instance.tally().stuckThreads() >= maxStuckThreads) {
            return busy(instance, phase, maxStuckThreads + " threads are stuck in the plugin");
        }
        if (!works.enter()) {
            return busy(instance, phase, "too many events are in flight");
        }
        return null;
    }

    private Verdict busy(Instance instance, Phase phase, String why) {
        instance.tally().refusal();
        long now = System.nanoTime();
        long last = lastBusyLine.get();
        if (now - last >= SECOND_NANOS && lastBusyLine.compareAndSet(last, now)) {
            LOG.log(
                    Level.ERROR,
                    "plugin=" + instance.plugin().name() + " instance=" + instance.id() + " phase=" + phase.kongName()
                            + " refused: " + why + "; by policy: busy, "
                            + instance.plugin().onFailure());
        }
        return instance.plugin().onFailure().busy(phase);
    }

    /**
     * Runs an event's plugin code; {@link #refusal} gave it a place.
     *
     * @return how it ends, or null if another thread has taken it over
     */
    @Nullable
    Verdict run(Event event) {
        works.add(event.number(), event);
        Kong kong = KongCalls.over(event);
        try {
            Optional<Throwable> failure = barrier.run(
                    event.instance().plugin().classLoader(),
                    () -> event.instance().run(event.phase(), kong));
            return event.finish() ? verdict(event, failure) : null;
        } finally {
            works.remove(event.number());
            works.leave();
            event.tally().event(System.nanoTime() - event.begun());
            instances.release(event.instance());
        }
    }

    private Verdict verdict(Event event, Optional<Throwable> failure) {
        FailurePolicy policy = event.instance().plugin().onFailure();
        Verdict own = event.verdict();
        Work.Ending ending = event.ending();
        if (ending == Work.Ending.DEADLINE) {
            event.tally().timeout();
            LOG.log(Level.ERROR, event.place() + " passed its deadline while it waited for Kong");
            return policy.failed(event.phase());
        }
        if (ending != null) {
            event.tally().abandonment();
            LOG.log(Level.DEBUG, () -> event.place() + " was abandoned by Kong");
            return Verdict.END;
        }
        if (failure.isEmpty()) {
            return own;
        }
        event.tally().failure();
        barrier.log(event.place(), failure.get());
        return own == Verdict.END ? policy.failed(event.phase()) : own;
    }
}
