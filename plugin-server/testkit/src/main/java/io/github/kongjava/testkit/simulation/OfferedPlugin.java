package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.instance.Plugin;
import java.util.Set;

/**
 * A plugin that the plugin server serves.
 *
 * @param name its name
 * @param priority its priority
 * @param phases its phases
 * @param protocol the protocol it is served with
 * @param schema its schema as Kong reads it, a JSON document; {@code {}} if it has none
 */
public record OfferedPlugin(String name, int priority, Set<Phase> phases, Protocol protocol, String schema) {

    /** Keeps a copy of the phases. */
    public OfferedPlugin {
        phases = Set.copyOf(phases);
    }

    /** As the server's own list of plugins has it. */
    public static OfferedPlugin of(Plugin plugin) {
        return new OfferedPlugin(
                plugin.name(), plugin.priority(), plugin.phases(), plugin.protocol(), plugin.schemaJson());
    }

    /** The same plugin, served with another protocol than it asks for. */
    public OfferedPlugin over(Protocol other) {
        return new OfferedPlugin(name, priority, phases, other, schema);
    }
}
