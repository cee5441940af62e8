package io.github.kongjava.pdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who uses the gateway: a consumer in Kong's configuration.
 *
 * @param id a UUID
 * @param username unique, if there is one
 * @param customId the consumer's id in some other system
 * @param createdAt when it was made, to the second
 * @param tags for grouping
 */
public record Consumer(
        String id,
        Optional<String> username,
        Optional<String> customId,
        Optional<Instant> createdAt,
        List<String> tags) {

    /** Keeps a copy of the tags. */
    public Consumer {
        tags = List.copyOf(tags);
    }

    /** A consumer that has a user name and nothing else, for {@link Client#authenticate}. */
    public static Consumer of(String id, String username) {
        return new Consumer(id, Optional.of(username), Optional.empty(), Optional.empty(), List.of());
    }
}
