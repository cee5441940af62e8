package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.StartResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Runs phases of configured plugins on a plugin server, as a worker of Kong does: it starts instances when they are first
 * needed, starts them anew when the server does not know them, and decides what a failure means for the request. Thread
 * safe.
 */
public final class PluginRunner {

    /** Kong itself repeats a ProtoBuf event without limit. */
    private static final int ATTEMPTS = 5;

    private final Function<Protocol, KongWorker> workers;
    private final Map<String, Started> instances = new ConcurrentHashMap<>();

    private record Started(ConfiguredPlugin plugin, int instance) {}

    /** What a phase of a plugin means for the request. */
    sealed interface Outcome {
        /** It goes on. */
        record GoesOn() implements Outcome {}

        /** The plugin has answered the client. */
        record Answered() implements Outcome {}

        /** The client gets a 500. */
        record Failed(String why) implements Outcome {}

        /** It goes on without the plugin, though that failed: MsgPack. */
        record PassesOn(String why) implements Outcome {}
    }

    /** With a worker for each protocol. */
    public PluginRunner(Function<Protocol, KongWorker> workers) {
        this.workers = workers;
    }

    Outcome run(ConfiguredPlugin plugin, Phase phase, Exchange exchange) {
        KongWorker worker = workers.apply(plugin.protocol());
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            StartResult started = start(worker, plugin);
            if (started instanceof StartResult.Failed failed) {
                return new Outcome.Failed("the instance does not start: " + failed.error());
            }
            int instance = started.id();
            SimulatedKong answers = new SimulatedKong(exchange, phase, plugin.protocol(), plugin.id());
            EventResult result = worker.event(instance, phase, answers);
            Optional<Outcome> outcome = outcome(result, plugin.protocol());
            if (outcome.isPresent()) {
                return outcome.get();
            }
            instances.remove(plugin.id(), new Started(plugin, instance));
            last = result.toString();
        }
        return new Outcome.Failed("the server does not keep its instances: " + last);
    }

    /** Empty if the instance is to be started anew and the event repeated. */
    private static Optional<Outcome> outcome(EventResult result, Protocol protocol) {
        boolean msgPack = protocol == Protocol.MSGPACK;
        if (result instanceof EventResult.Ended) {
            return Optional.of(new Outcome.GoesOn());
        }
        if (result instanceof EventResult.Exited) {
            return Optional.of(new Outcome.Answered());
        }
        if (result instanceof EventResult.ErrorText text) {
            boolean unknown = text.error().toLowerCase(Locale.ROOT).contains("no plugin instance");
            return unknown ? Optional.empty() : Optional.of(new Outcome.PassesOn(text.error()));
        }
        if (result instanceof EventResult.Closed closed) {
            if (!msgPack) {
                return Optional.empty();
            }
            String why = "the plugin server closed the connection";
            return Optional.of(closed.withinMessage() ? new Outcome.Failed(why) : new Outcome.PassesOn(why));
        }
        if (msgPack && (result instanceof EventResult.TimedOut || result instanceof EventResult.Unreachable)) {
            return Optional.of(new Outcome.PassesOn(result.toString()));
        }
        String why = result instanceof EventResult.Threw threw ? threw.error() : result.toString();
        return Optional.of(new Outcome.Failed(why));
    }

    private StartResult start(KongWorker worker, ConfiguredPlugin plugin) {
        Started known = instances.get(plugin.id());
        if (known != null && known.plugin().equals(plugin)) {
            return new StartResult.Started(known.instance());
        }
        synchronized (this) {
            Started now = instances.get(plugin.id());
            if (now != null && now.plugin().equals(plugin)) {
                return new StartResult.Started(now.instance());
            }
            StartResult result = worker.startInstance(plugin.name(), plugin.config());
            if (result instanceof StartResult.Started started) {
                instances.put(plugin.id(), new Started(plugin, started.instance()));
                if (now != null) {
                    workers.apply(now.plugin().protocol()).closeInstance(now.instance());
                }
            }
            return result;
        }
    }

    /** Closes all instances that are not of one of these configurations. */
    public void keepOnly(List<ConfiguredPlugin> plugins) {
        for (Started started : List.copyOf(instances.values())) {
            ConfiguredPlugin plugin = started.plugin();
            if (plugins.stream().noneMatch(kept -> kept.id().equals(plugin.id()))
                    && instances.remove(plugin.id(), started)) {
                workers.apply(plugin.protocol()).closeInstance(started.instance());
            }
        }
    }
}
