package io.github.kongjava.plugins.jwtauth.introspection;

import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.keys.SigningKey;
import io.github.kongjava.plugins.jwtauth.keys.UnusableKeyException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;

/** How the gateway says at the issuer who it is. Thread safe. */
interface ClientCredentials {

    /** Puts it into a question. */
    void authenticate(Form form);

    /**
     * Those of a configuration.
     *
     * @throws IllegalArgumentException if they are not whole; names the field
     */
    static ClientCredentials of(IntrospectionConfig config, URI endpoint, Clock clock) {
        String id = config.clientId()
                .orElseThrow(() -> new IllegalArgumentException("introspection.client_id: needed with an endpoint"));
        return switch (config.method()) {
            case CLIENT_SECRET_BASIC -> {
                String credentials = basic(id, secret(config));
                yield form -> form.header("Authorization", credentials);
            }
            case CLIENT_SECRET_POST -> {
                Secret secret = secret(config);
                yield form -> form.field("client_id", id).field("client_secret", secret.reveal());
            }
            case PRIVATE_KEY_JWT -> {
                ClientAssertion assertion = new ClientAssertion(id, endpoint, key(config), clock);
                yield form -> form.field(
                                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                        .field("client_assertion", assertion.make());
            }
        };
    }

    private static Secret secret(IntrospectionConfig config) {
        return config.clientSecret()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "introspection.client_secret: needed for the method that is set; or set method to private_key_jwt"));
    }

    private static SigningKey key(IntrospectionConfig config) {
        Secret key = config.privateKey()
                .orElseThrow(() -> new IllegalArgumentException(
                        "introspection.private_key: needed for the method private_key_jwt"));
        try {
            return SigningKey.read(key.reveal());
        } catch (UnusableKeyException e) {
            throw new IllegalArgumentException("introspection.private_key: " + e.getMessage(), e);
        }
    }

    /** RFC 6749, 2.3.1: both are form-encoded before they are put together. */
    private static String basic(String id, Secret secret) {
        String both = Form.encoded(id) + ":" + Form.encoded(secret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
    }
}
