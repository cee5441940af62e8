package io.github.kongjava.plugins.jwtauth.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import io.github.kongjava.plugins.jwtauth.token.StrictJson;
import java.util.ArrayList;
import java.util.List;

/**
 * What a key set (RFC 7517, 5) holds.
 *
 * @param keys those that can verify signatures
 * @param problems of keys that were to be used and must not be, one text each; they hold nothing of a key but its place and kid
 */
record JwkSet(List<JWK> keys, List<String> problems) {

    /** More are no key set but a mistake, or an attempt to make us search. */
    private static final int MOST_KEYS = 100;

    private static final int LONGEST_KID_SHOWN = 80;

    /**
     * Reads a key set.
     *
     * @throws MalformedKeySetException if it is none
     */
    static JwkSet read(byte[] json) throws MalformedKeySetException {
        JsonNode all;
        try {
            all = StrictJson.object(json).path("keys");
        } catch (MalformedTokenException e) {
            throw new MalformedKeySetException("it is not one JSON object");
        }
        if (!all.isArray()) {
            throw new MalformedKeySetException("it has no list of keys");
        }
        if (all.size() > MOST_KEYS) {
            throw new MalformedKeySetException("it has " + all.size() + " keys, more than " + MOST_KEYS);
        }
        List<JWK> keys = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            try {
                if (!(all.get(i) instanceof ObjectNode jwk)) {
                    throw new UnusableKeyException("it is no JSON object");
                }
                PublicJwk.read(jwk).ifPresent(keys::add);
            } catch (UnusableKeyException e) {
                problems.add("key " + (i + 1) + shown(all.get(i).path("kid")) + ": " + e.getMessage());
            }
        }
        return new JwkSet(List.copyOf(keys), List.copyOf(problems));
    }

    private static String shown(JsonNode kid) {
        return kid.isTextual() && kid.textValue().length() <= LONGEST_KID_SHOWN
                ? " (kid " + kid.textValue().replaceAll("[^ -~]", "?") + ")"
                : "";
    }
}
