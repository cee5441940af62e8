package io.github.kongjava.cli.dev;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
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
}
