package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.github.kongjava.plugins.jwtauth.config.HmacSecret;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the keys that stand in the configuration itself. All of them must be good: who wrote them is there to mend them. */
final class ConfiguredKeys {

    private ConfiguredKeys() {}

    /**
     * Reads them all.
     *
     * @throws IllegalArgumentException if one must not be used; names the field and shows nothing of it
     */
    static KeySet of(IssuerConfig issuer) {
        List<JWK> keys = new ArrayList<>();
        issuer.jwks().ifPresent(json -> keys.addAll(jwks(json)));
        for (int i = 0; i < issuer.pem().size(); i++) {
            try {
                keys.addAll(PemKeys.read(issuer.pem().get(i)));
            } catch (UnusableKeyException e) {
                throw new IllegalArgumentException("pem[" + i + "]: " + e.getMessage(), e);
            }
        }
        for (int i = 0; i < issuer.secrets().size(); i++) {
            keys.add(secret("secrets[" + i + "].secret: ", issuer.secrets().get(i), issuer));
        }
        return new KeySet(keys);
    }

    private static List<JWK> jwks(String json) {
        try {
            JwkSet set = JwkSet.read(json.getBytes(StandardCharsets.UTF_8));
            if (!set.problems().isEmpty()) {
                throw new IllegalArgumentException("jwks: " + String.join("; ", set.problems()));
            }
            if (set.keys().isEmpty()) {
                throw new IllegalArgumentException("jwks: it has no key that can verify signatures");
            }
            return set.keys();
        } catch (MalformedKeySetException e) {
            throw new IllegalArgumentException("jwks: " + e.getMessage(), e);
        }
    }

    private static JWK secret(String field, HmacSecret secret, IssuerConfig issuer) {
        byte[] bytes = bytes(field, secret);
        if (bytes.length == 0) {
            throw new IllegalArgumentException(field + "it is empty");
        }
        JWK key = new OctetSequenceKey.Builder(bytes)
                .keyID(secret.kid().orElse(null))
                .build();
        if (Algorithms.of(key).stream().noneMatch(issuer.algorithms()::contains)) {
            throw new IllegalArgumentException(field + "it has " + 8 * bytes.length
                    + " bits, fewer than the hash of any HS algorithm in algorithms");
        }
        return key;
    }

    private static byte[] bytes(String field, HmacSecret secret) {
        String text = secret.secret().reveal();
        if (secret.encoding() == HmacSecret.Encoding.TEXT) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message has a character of the secret.
            throw new IllegalArgumentException(field + "it is not base64url");
        }
    }
}
