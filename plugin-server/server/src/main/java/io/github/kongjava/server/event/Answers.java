package io.github.kongjava.server.event;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.protocol.InstanceState;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.PluginDescription;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Optional;

/** Looks up what Kong can ask of a server besides events. */
final class Answers {

    private Answers() {}

    static InstanceState state(Instance instance) {
        return new InstanceState(
                instance.id(),
                instance.plugin().name(),
                Value.NIL,
                instance.startedAt().getEpochSecond());
    }

    /** What is known of an instance; an unknown one has no name. */
    static Optional<InstanceState> state(Dispatch dispatch, KongMessage.InstanceStatus asked) {
        return dispatch.instances().find(asked.instance()).map(Answers::state);
    }

    /** Ends an instance; for one that is not known, a state without a name is the answer, as there is nothing to end. */
    static InstanceState close(Dispatch dispatch, KongMessage.CloseInstance asked) {
        return dispatch.instances()
                .close(asked.instance())
                .map(Answers::state)
                .orElse(new InstanceState(asked.instance(), "", Value.NIL, 0));
    }

    static List<String> pluginNames(Dispatch dispatch) {
        return dispatch.plugins().all().stream().map(Plugin::name).toList();
    }

    static Optional<PluginDescription> plugin(Dispatch dispatch, KongMessage.PluginInfo asked) {
        return dispatch.plugins().find(asked.plugin()).map(Answers::description);
    }

    private static PluginDescription description(Plugin plugin) {
        List<String> phases =
                plugin.phases().stream().sorted().map(Phase::kongName).toList();
        return new PluginDescription(
                plugin.name(), 0, 0, phases, plugin.version(), plugin.priority(), plugin.schemaJson());
    }
}
