package io.github.kongjava.plugins.jwtauth.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import io.github.kongjava.plugins.jwtauth.token.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A client that holds a key and makes proofs, right ones or others. */
final class TestProof {

    static final long NOW = 1_700_000_000;
    static final String TOKEN = "the.access.token";
    static final String METHOD = "GET";
    static final String URL = "https://api.example/orders";

    private final KeyPair pair;
    private final ECKey key;

    TestProof() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
            key = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwk() {
        return key.toJSONString();
    }

    String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims of a token that is bound to this key. */
    Claims bound() {
        return claims("{\"cnf\":{\"jkt\":\"" + thumbprint() + "\"}}");
    }

    static Claims claims(String json) {
        try {
            return new Claims(StrictJson.object(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedTokenException e) {
            throw new IllegalArgumentException(e);
        }
    }

    String header() {
        return "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + jwk() + "}";
    }

    static String payload(String jti) {
        return "{\"jti\":\"" + jti + "\",\"htm\":\"" + METHOD + "\",\"htu\":\"" + URL + "\",\"iat\":" + NOW
                + ",\"ath\":\"" + Digests.sha256(TOKEN.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    /** A proof of these parts with the right signature. */
    String signed(String header, String payload) {
        String input = part(header) + "." + part(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String proof(String jti) {
        return signed(header(), payload(jti));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static PresentedToken presented(String scheme, String... dpop) {
        return new PresentedToken(TOKEN, scheme, METHOD, URL, List.of(dpop), Optional.empty());
    }
}
