package io.github.kongjava.benchmarks.jwt;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.signature.KnownSignatures;
import io.github.kongjava.plugins.jwtauth.signature.SignedTokens;
import io.github.kongjava.plugins.jwtauth.signature.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer with one key and one token of a usual size. */
public final class SampleIssuer {

    /** What it signs with. */
    public enum Algorithm {
        /** RSA of 2048 bits. */
        RS256("RSA", 2048, "SHA256withRSA"),
        /** The curve P-256. */
        ES256("EC", 256, "SHA256withECDSAinP1363Format"),
        /** A secret of 256 bits. */
        HS256("HmacSHA256", 256, "HmacSHA256"),
        /** The curve Ed25519. */
        EdDSA("Ed25519", 255, "Ed25519");

        private final String keys;
        private final int size;
        private final String signatures;

        Algorithm(String keys, int size, String signatures) {
            this.keys = keys;
            this.size = size;
            this.signatures = signatures;
        }
    }

    private static final String ISS = "https://issuer.example";

    private final Algorithm algorithm;
    private final Key verificationKey;
    private final JWK jwk;
    private final byte[] input;
    private final byte[] signature;
    private final String token;

    /** With new keys. */
    public SampleIssuer(Algorithm algorithm) {
        this.algorithm = algorithm;
        input = (part("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"k\"}") + "." + part(claims()))
                .getBytes(StandardCharsets.US_ASCII);
        try {
            if (algorithm == Algorithm.HS256) {
                SecretKeySpec secret = new SecretKeySpec(new byte[32], algorithm.keys);
                verificationKey = secret;
                jwk = new OctetSequenceKey.Builder(secret.getEncoded())
                        .keyID("k")
                        .build();
                signature = mac();
            } else {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.keys);
                generator.initialize(algorithm.size);
                KeyPair pair = generator.generateKeyPair();
                verificationKey = pair.getPublic();
                jwk = publicJwk(pair.getPublic());
                signature = sign(pair.getPrivate());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm, e);
        }
        token = new String(input, StandardCharsets.US_ASCII)
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String claims() {
        return "{\"iss\":\"" + ISS
                + "\",\"sub\":\"5f0c7a1e-7e6b-4f7e-9c57-7a1b8a1f2c3d\",\"aud\":[\"orders\",\"stock\"],"
                + "\"exp\":" + Instant.now().plusSeconds(86_400).getEpochSecond()
                + ",\"iat\":1700000000,\"jti\":\"b1946ac92492d2347c6235b4d2611184\",\"scope\":\"orders:read orders:write\","
                + "\"azp\":\"shop\",\"realm_access\":{\"roles\":[\"clerk\",\"offline_access\",\"uma_authorization\"]}}";
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JWK publicJwk(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).keyID("k").build();
        }
        if (key instanceof ECPublicKey ec) {
            return new ECKey.Builder(Curve.P_256, ec).keyID("k").build();
        }
        // The last 32 bytes of an Ed25519 key in DER are the key itself.
        byte[] der = key.getEncoded();
        return new OctetKeyPair.Builder(
                        Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(der, der.length - 32, der.length)))
                .keyID("k")
                .build();
    }

    private byte[] sign(PrivateKey key) throws GeneralSecurityException {
        Signature signing = Signature.getInstance(algorithm.signatures);
        signing.initSign(key);
        signing.update(input);
        return signing.sign();
    }

    private byte[] mac() throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm.signatures);
        mac.init(verificationKey);
        return mac.doFinal(input);
    }

    /** Its token. */
    String token() {
        return token;
    }

    /** The tokens of this issuer alone. */
    SignedTokens tokens(KnownSignatures known) {
        List<JWK> keys = List.of(jwk);
        return new SignedTokens(List.of(new TrustedIssuer(config(), header -> keys)), known, Clock.systemUTC());
    }

    private IssuerConfig config() {
        return new IssuerConfig(
                ISS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(algorithm.name()),
                Set.of("orders"),
                Set.of(),
                Duration.ofSeconds(30),
                true,
                Optional.empty(),
                List.of(),
                Set.of());
    }

    /** Whether the token is signed, by the JDK's own interface. */
    boolean verifySignature() throws GeneralSecurityException {
        if (verificationKey instanceof PublicKey key) {
            Signature verification = Signature.getInstance(algorithm.signatures);
            verification.initVerify(key);
            verification.update(input);
            return verification.verify(signature);
        }
        return MessageDigest.isEqual(mac(), signature);
    }
}
