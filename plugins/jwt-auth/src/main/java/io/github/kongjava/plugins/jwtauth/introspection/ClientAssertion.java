package io.github.kongjava.plugins.jwtauth.introspection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.jwtauth.keys.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/** Tokens by which the gateway authenticates itself (RFC 7523, 2.2 and 3), each used once. Thread safe. */
final class ClientAssertion {

    private static final int LIFETIME_SECONDS = 60;
    private static final int RANDOM_BYTES = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String clientId;
    private final URI audience;
    private final SigningKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ClientAssertion(String clientId, URI audience, SigningKey key, Clock clock) {
        this.clientId = clientId;
        this.audience = audience;
        this.key = key;
        this.clock = clock;
    }

    String make() {
        byte[] id = new byte[RANDOM_BYTES];
        random.nextBytes(id);
        long now = clock.instant().getEpochSecond();
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", key.algorithm()).put("typ", "JWT");
        key.kid().ifPresent(kid -> header.put("kid", kid));
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", clientId)
                .put("sub", clientId)
                .put("aud", audience.toString())
                .put("jti", BASE64URL.encodeToString(id))
                .put("iat", now)
                .put("exp", now + LIFETIME_SECONDS);
        String input = part(header) + "." + part(claims);
        return input + "." + BASE64URL.encodeToString(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(ObjectNode json) {
        return BASE64URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
