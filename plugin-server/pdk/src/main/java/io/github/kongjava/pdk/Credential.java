package io.github.kongjava.pdk;

import java.util.Optional;

/**
 * With what a client was authenticated.
 *
 * @param id the credential's id, or whatever the authentication plugin gave as one
 * @param consumerId the consumer it belongs to; in ProtoBuf, Kong's own authentication plugins leave it out
 */
public record Credential(String id, Optional<String> consumerId) {

    /** A credential of a consumer. */
    public static Credential of(String id, String consumerId) {
        return new Credential(id, Optional.of(consumerId));
    }
}
