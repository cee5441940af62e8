package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.Entity;
import java.util.Map;

/** A Kong consumer that a {@link TestGateway} knows. */
public record TestConsumer(String id, String username, String customId) {

    Entity entity() {
        return new Entity(new Value.Table(
                Map.of("id", Value.text(id), "username", Value.text(username), "custom_id", Value.text(customId))));
    }
}
