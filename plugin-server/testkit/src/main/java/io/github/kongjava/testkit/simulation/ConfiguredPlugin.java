package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import java.util.Optional;
import java.util.Set;

/**
 * One configuration of a plugin: Kong's plugin entity, and what the plugin says of itself.
 *
 * @param id the id of the configuration
 * @param name the plugin's name
 * @param priority the plugin's priority; higher ones run first
 * @param phases the plugin's phases
 * @param protocol the protocol it is served with
 * @param config the configuration's fields as a JSON object
 * @param scope what requests it is for
 */
public record ConfiguredPlugin(
        String id, String name, int priority, Set<Phase> phases, Protocol protocol, String config, Scope scope) {

    /** Keeps a copy of the phases. */
    public ConfiguredPlugin {
        phases = Set.copyOf(phases);
    }

    /**
     * The requests a configuration is for; empty is any. Of several configurations of one plugin the one with the most
     * specific scope is used.
     */
    public record Scope(Optional<String> route, Optional<String> service, Optional<String> consumer) {

        /** Every request, those without a route included. */
        public static Scope global() {
            return new Scope(Optional.empty(), Optional.empty(), Optional.empty());
        }

        boolean isGlobal() {
            return route.isEmpty() && service.isEmpty() && consumer.isEmpty();
        }

        boolean covers(Exchange exchange) {
            return covers(route, exchange.route)
                    && covers(service, exchange.service)
                    && covers(consumer, exchange.consumer);
        }

        private static boolean covers(Optional<String> wanted, Optional<Entity> present) {
            return wanted.isEmpty() || present.map(Entity::id).equals(wanted);
        }

        /** Kong's order: the number of things named first, then consumer, route, service. */
        int rank() {
            int named = (consumer.isPresent() ? 1 : 0) + (route.isPresent() ? 1 : 0) + (service.isPresent() ? 1 : 0);
            return named * 8
                    + (consumer.isPresent() ? 4 : 0)
                    + (route.isPresent() ? 2 : 0)
                    + (service.isPresent() ? 1 : 0);
        }
    }
}
