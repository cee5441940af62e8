package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.ConsumerConfig;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of Kong's consumers a token stands for. Immutable, thread safe. */
final class Consumers {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final ConsumerConfig config;

    Consumers(ConsumerConfig config) {
        this.config = config;
    }

    /** Empty if no claim is configured for that, or consumers are optional. */
    Optional<Consumer> of(Kong kong, Claims claims) throws RefusedException {
        if (config.claim().isEmpty()) {
            return Optional.empty();
        }
        Optional<Consumer> consumer = claims.texts(config.claim().get()).stream()
                .limit(1)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .flatMap(name -> config.by() == ConsumerConfig.By.ID ? byId(kong, name) : byUsername(kong, name));
        if (consumer.isEmpty() && !config.optional()) {
            throw RefusedException.invalidToken("the token names no known consumer");
        }
        return consumer;
    }

    /** By its user name or id. */
    Consumer anonymous(Kong kong, String name) {
        return kong.client()
                .loadConsumerByUsername(name)
                .orElseThrow(
                        () -> new IllegalStateException("anonymous: Kong knows no consumer with the username or id "
                                + name + "; create it or correct the field"));
    }

    private static Optional<Consumer> byId(Kong kong, String id) {
        // Kong throws on anything else, and the client would get a 500.
        return UUID.matcher(id).matches() ? kong.client().loadConsumer(id) : Optional.empty();
    }

    private static Optional<Consumer> byUsername(Kong kong, String name) {
        // Kong takes a UUID for an id first: who may choose his user name must not become another consumer by it.
        return kong.client()
                .loadConsumerByUsername(name)
                .filter(found -> found.username().filter(name::equals).isPresent());
    }
}
