package io.github.kongjava.plugins.jwtauth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer that signs whatever a test wants, by the JDK alone. */
final class TestIssuer {

    static final String ISS = "https://issuer.example";
    static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair P256 = curve("secp256r1");
    private static final KeyPair P384 = curve("secp384r1");
    private static final KeyPair P521 = curve("secp521r1");
    private static final KeyPair ED = pair("Ed25519", 0);

    private TestIssuer() {}

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAPublicKey rsa() {
        return (RSAPublicKey) RSA.getPublic();
    }

    /** The public keys, each with its kid, as JSON. */
    static String jwks() {
        return new JWKSet(List.of(
                        new RSAKey.Builder(rsa()).keyID("rsa").build(),
                        ec(P256, Curve.P_256, "p256"),
                        ec(P384, Curve.P_384, "p384"),
                        ec(P521, Curve.P_521, "p521"),
                        new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(edX()))
                                .keyID("ed")
                                .build()))
                .toString();
    }

    private static ECKey ec(KeyPair pair, Curve curve, String kid) {
        return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .keyID(kid)
                .build();
    }

    private static byte[] edX() {
        EdECPublicKey key = (EdECPublicKey) ED.getPublic();
        byte[] big = key.getPoint().getY().toByteArray();
        byte[] x = new byte[32];
        for (int i = 0; i < Math.min(32, big.length); i++) {
            x[i] = big[big.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            x[31] |= (byte) 0x80;
        }
        return x;
    }

    /** The issuer's entry in a configuration that trusts all of these keys, with more fields. */
    static String entry(String more) {
        return "{\"iss\": \"" + ISS + "\", \"jwks\": " + JsonAnswer.quoted(jwks()) + more + "}";
    }

    /** Claims that are good for an hour, with more of them. */
    static String claims(String more) {
        return "{\"iss\":\"" + ISS + "\",\"sub\":\"alice\",\"exp\":"
                + Instant.now().plusSeconds(3600).getEpochSecond() + more + "}";
    }

    /** A token of good claims. */
    static String token(String more) {
        return token("ES256", "p256", claims(more));
    }

    static String token(String algorithm, String kid, String payload) {
        return signed("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}", algorithm, payload);
    }

    /** A token with any header, signed with an algorithm whatever the header says. */
    static String signed(String header, String algorithm, String payload) {
        String input = part(header) + "." + part(payload);
        return input + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(signature(algorithm, input.getBytes(StandardCharsets.US_ASCII)));
    }

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(String hash, byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("Hmac" + hash);
            mac.init(new SecretKeySpec(key, "Hmac" + hash));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] signature(String algorithm, byte[] input) {
        String hash = "SHA" + algorithm.substring(2);
        try {
            return switch (algorithm.substring(0, 2)) {
                case "RS" -> sign(Signature.getInstance(hash + "withRSA"), RSA, input);
                case "PS" -> sign(pss(algorithm.substring(2)), RSA, input);
                case "ES" -> sign(Signature.getInstance(hash + "withECDSAinP1363Format"), ecPair(algorithm), input);
                case "Ed" -> sign(Signature.getInstance("Ed25519"), ED, input);
                default -> hmac(hash, SECRET.getBytes(StandardCharsets.US_ASCII), input);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair ecPair(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> P256;
            case "ES384" -> P384;
            default -> P521;
        };
    }

    private static Signature pss(String bits) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        signature.setParameter(new PSSParameterSpec(
                hash,
                "MGF1",
                new MGF1ParameterSpec(hash),
                Integer.parseInt(bits) / 8,
                PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }

    private static byte[] sign(Signature signature, KeyPair pair, byte[] input) throws GeneralSecurityException {
        signature.initSign(pair.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    /** The order of P-256. */
    static byte[] orderOfP256() {
        BigInteger order = ((ECPublicKey) P256.getPublic()).getParams().getOrder();
        byte[] bytes = order.toByteArray();
        return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
    }
}
