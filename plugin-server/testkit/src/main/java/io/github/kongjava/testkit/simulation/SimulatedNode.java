package io.github.kongjava.testkit.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Kong node knows besides the request at hand. Immutable.
 *
 * @param id the node's id
 * @param hostname the machine's name
 * @param trustedIps addresses whose X-Forwarded-* and X-Real-IP headers are believed
 * @param consumers all consumers
 * @param upstreams the names of all Upstream entities
 */
public record SimulatedNode(
        String id, String hostname, Set<String> trustedIps, List<Entity> consumers, Set<String> upstreams) {

    /** Keeps copies. */
    public SimulatedNode {
        trustedIps = Set.copyOf(trustedIps);
        consumers = List.copyOf(consumers);
        upstreams = Set.copyOf(upstreams);
    }

    /** A node without consumers that trusts its own machine. */
    public static SimulatedNode bare() {
        return new SimulatedNode(
                "5a1e8c79-694b-4982-949f-ccc1ecf8dba9", "gateway.test", Set.of("127.0.0.1"), List.of(), Set.of());
    }

    /** The consumer of the id, or of the user name if that is asked for. */
    Optional<Entity> consumer(String key, boolean byUsername) {
        return consumers.stream()
                .filter(consumer -> consumer.id().equals(key)
                        || (byUsername
                                && consumer.text("username").filter(key::equals).isPresent()))
                .findFirst();
    }
}
