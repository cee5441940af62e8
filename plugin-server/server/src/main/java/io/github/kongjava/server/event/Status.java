package io.github.kongjava.server.event;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.barrier.PluginTally;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's state, as {@code plugin.GetStatus} answers it. */
final class Status {

    private Status() {}

    static Value of(Dispatch dispatch) {
        Map<String, Value> server = new LinkedHashMap<>();
        server.put(
                "Version",
                Value.text(Optional.ofNullable(Status.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)")));
        server.put("Pid", new Value.Whole(ProcessHandle.current().pid()));
        server.put("EventsInFlight", new Value.Whole(dispatch.works().count()));
        server.put("PluginObjects", new Value.Whole(dispatch.instances().objects()));
        server.put("Draining", new Value.Bool(dispatch.isDraining()));
        server.put(
                "Plugins",
                new Value.Seq(dispatch.plugins().all().stream()
                        .map(plugin -> plugin(dispatch, plugin))
                        .toList()));
        return new Value.Table(server);
    }

    private static Value plugin(Dispatch dispatch, Plugin plugin) {
        PluginTally.Snapshot tally = dispatch.instances().tally(plugin.name()).snapshot();
        Map<String, Value> state = new LinkedHashMap<>();
        state.put("Name", Value.text(plugin.name()));
        state.put("Version", Value.text(plugin.version()));
        state.put("Priority", new Value.Whole(plugin.priority()));
        state.put("Protocol", Value.text(plugin.protocol().kongName()));
        state.put("Phases", new Value.Seq(phases(plugin)));
        state.put("Instances", new Value.Whole(dispatch.instances().count(plugin.name())));
        state.put("Events", new Value.Whole(tally.events()));
        state.put("Failures", new Value.Whole(tally.failures()));
        state.put("Timeouts", new Value.Whole(tally.timeouts()));
        state.put("Refused", new Value.Whole(tally.refused()));
        state.put("Abandoned", new Value.Whole(tally.abandoned()));
        state.put("StuckThreads", new Value.Whole(tally.stuckThreads()));
        state.put("MeanMicros", new Value.Real(tally.events() == 0 ? 0 : tally.nanos() / 1e3 / tally.events()));
        state.put("Says", lines(dispatch.instances().statusLines(plugin)));
        return new Value.Table(state);
    }

    private static Value lines(Map<String, String> lines) {
        Map<String, Value> said = new LinkedHashMap<>();
        lines.forEach((subject, words) -> said.put(subject, Value.text(words)));
        return new Value.Table(said);
    }

    private static List<Value> phases(Plugin plugin) {
        return plugin.phases().stream()
                .sorted()
                .map(Phase::kongName)
                .<Value>map(Value::text)
                .toList();
    }
}
