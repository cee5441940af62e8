package io.github.kongjava.plugins.jwtauth.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads public keys for signatures (RFC 7517, 7518, 8037) from anyone: one spelling, strong, on their curve, and with no private
 * part. Certificates in them do not count.
 */
public final class PublicJwk {

    private static final List<String> SECRET_PARTS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int ED25519_BYTES = 32;

    private PublicJwk() {}

    /**
     * Reads a key.
     *
     * @return the key, with its kid and alg if it has them; empty if it is for something else than verifying signatures, or of
     *     a kind that is not known, which RFC 7517 says to ignore
     * @throws UnusableKeyException if it is weak, broken or not public
     */
    public static Optional<JWK> read(ObjectNode jwk) throws UnusableKeyException {
        for (String part : SECRET_PARTS) {
            if (jwk.has(part)) {
                throw new UnusableKeyException("it is not public, it has the member " + part);
            }
        }
        String kty = text(jwk, "kty").orElseThrow(() -> new UnusableKeyException("it has no kty"));
        if (!isForSignatures(jwk)) {
            return Optional.empty();
        }
        Optional<JWK> key = switch (kty) {
            case "RSA" -> Optional.of(rsa(jwk));
            case "EC" -> ec(jwk);
            case "OKP" -> okp(jwk);
            default -> Optional.empty();
        };
        if (key.isPresent() && Algorithms.of(key.get()).isEmpty()) {
            throw new UnusableKeyException("its alg does not go with its kty and crv");
        }
        return key;
    }

    private static boolean isForSignatures(ObjectNode jwk) throws UnusableKeyException {
        if (!text(jwk, "use").orElse("sig").equals("sig")) {
            return false;
        }
        JsonNode operations = jwk.path("key_ops");
        if (!operations.isMissingNode()) {
            if (!operations.isArray()) {
                throw new UnusableKeyException("its key_ops is no list");
            }
            boolean verify = false;
            for (JsonNode operation : operations) {
                verify |= operation.isTextual() && operation.textValue().equals("verify");
            }
            if (!verify) {
                return false;
            }
        }
        Optional<String> algorithm = text(jwk, "alg");
        return algorithm.isEmpty() || Algorithms.isAsymmetric(algorithm.get());
    }

    private static JWK rsa(ObjectNode jwk) throws UnusableKeyException {
        BigInteger modulus = new BigInteger(1, bytes(jwk, "n"));
        BigInteger exponent = new BigInteger(1, bytes(jwk, "e"));
        Strength.checkRsa(modulus, exponent);
        RSAKey.Builder key = new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(exponent));
        text(jwk, "kid").ifPresent(key::keyID);
        text(jwk, "alg").map(JWSAlgorithm::parse).ifPresent(key::algorithm);
        return key.build();
    }

    private static Optional<JWK> ec(ObjectNode jwk) throws UnusableKeyException {
        Curve curve = Curve.parse(text(jwk, "crv").orElseThrow(() -> new UnusableKeyException("it has no crv")));
        if (!List.of(Curve.P_256, Curve.P_384, Curve.P_521).contains(curve)) {
            return Optional.empty();
        }
        int length = (curve.toECParameterSpec().getCurve().getField().getFieldSize() + 7) / 8;
        byte[] x = bytes(jwk, "x");
        byte[] y = bytes(jwk, "y");
        if (x.length != length || y.length != length) {
            throw new UnusableKeyException("its coordinates have not the length that " + curve.getName() + " asks for");
        }
        try {
            ECKey.Builder key = new ECKey.Builder(curve, Base64URL.encode(x), Base64URL.encode(y));
            text(jwk, "kid").ifPresent(key::keyID);
            text(jwk, "alg").map(JWSAlgorithm::parse).ifPresent(key::algorithm);
            return Optional.of(key.build());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UnusableKeyException("it is no point of " + curve.getName());
        }
    }

    private static Optional<JWK> okp(ObjectNode jwk) throws UnusableKeyException {
        Curve curve = Curve.parse(text(jwk, "crv").orElseThrow(() -> new UnusableKeyException("it has no crv")));
        if (!Curve.Ed25519.equals(curve)) {
            return Optional.empty();
        }
        byte[] x = bytes(jwk, "x");
        if (x.length != ED25519_BYTES) {
            throw new UnusableKeyException("it has not the length of an Ed25519 key");
        }
        Strength.checkEd25519(x);
        OctetKeyPair.Builder key = new OctetKeyPair.Builder(curve, Base64URL.encode(x));
        text(jwk, "kid").ifPresent(key::keyID);
        text(jwk, "alg").map(JWSAlgorithm::parse).ifPresent(key::algorithm);
        return Optional.of(key.build());
    }

    private static Optional<String> text(ObjectNode jwk, String name) throws UnusableKeyException {
        JsonNode value = jwk.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new UnusableKeyException("its " + name + " is no text");
        }
        return Optional.of(value.textValue());
    }

    private static byte[] bytes(ObjectNode jwk, String name) throws UnusableKeyException {
        String text = text(jwk, name).orElseThrow(() -> new UnusableKeyException("it has no " + name));
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableKeyException("its " + name + " is not base64url");
        }
        throw new UnusableKeyException("its " + name + " is not canonical base64url");
    }
}
