package io.github.kongjava.e2e;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.time.Instant;
import java.util.Base64;

/** An issuer of tokens with one key, by the JDK alone. */
final class TokenIssuer {

    static final String ISS = "https://issuer.test";

    private static final int COORDINATE_BYTES = 32;

    private final KeyPair pair;

    TokenIssuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** Its key set. */
    byte[] jwks() {
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        return ("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\",\"x\":\"" + coordinate(point.getAffineX())
                        + "\",\"y\":\"" + coordinate(point.getAffineY()) + "\"}]}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(COORDINATE_BYTES, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return part(fixed);
    }

    /** A token for sam that is good for an hour unless the claims say otherwise. */
    String token(String claims) throws GeneralSecurityException {
        String exp = claims.contains("\"exp\"")
                ? ""
                : ",\"exp\":" + Instant.now().plusSeconds(3600).getEpochSecond();
        String payload = "{\"iss\":\"" + ISS + "\",\"sub\":\"sam\"" + exp + "," + claims + "}";
        String input = part("{\"alg\":\"ES256\",\"kid\":\"k\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + part(payload.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + part(signature.sign());
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
