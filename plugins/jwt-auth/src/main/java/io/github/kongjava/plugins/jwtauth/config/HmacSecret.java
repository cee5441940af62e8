package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Secret;
import java.util.Optional;

/** A secret for HS256, HS384 or HS512. */
public record HmacSecret(
        @Description("Key id that tokens name; without one the secret fits any")
        Optional<String> kid,

        @Description("The secret, at least as long as the hash of the algorithm")
        Secret secret,

        @Description("How the secret is written") @DefaultValue("text")
        Encoding encoding) {

    /** How a secret is written. */
    public enum Encoding {
        /** Its UTF-8 bytes count. */
        TEXT,
        /** Base64url without padding. */
        BASE64URL
    }
}
