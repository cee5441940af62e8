package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A private key of the gateway's own, from its configuration. Immutable, thread safe; shows nothing of the key. */
public final class SigningKey {

    private static final int LEAST_RSA_BITS = 2048;

    private final PrivateKey key;
    private final String algorithm;
    private final Optional<String> kid;

    private SigningKey(PrivateKey key, String algorithm, Optional<String> kid) {
        this.key = key;
        this.algorithm = algorithm;
        this.kid = kid;
    }

    /**
     * Reads a key as PEM (PKCS#8) or JWK.
     *
     * @throws UnusableKeyException if it is none, weak, or of another kind than RSA, P-256, P-384, P-521 or Ed25519
     */
    public static SigningKey read(String text) throws UnusableKeyException {
        return text.strip().startsWith("{") ? ofJwk(text) : ofPem(text);
    }

    private static SigningKey ofPem(String text) throws UnusableKeyException {
        Pem block = Pem.blocks(text).stream()
                .findFirst()
                .orElseThrow(() -> new UnusableKeyException("it is neither a JWK nor PEM"));
        if (!block.label().equals("PRIVATE KEY")) {
            throw new UnusableKeyException("it is a " + block.label()
                    + "; a PRIVATE KEY without passphrase is needed, as openssl pkcs8 -topk8 -nocrypt writes it");
        }
        PrivateKey key = Stream.of("RSA", "EC", "Ed25519")
                .flatMap(kind -> ofKind(kind, block.content()).stream())
                .findFirst()
                .orElseThrow(() -> new UnusableKeyException("it is no key of RSA, EC or Ed25519"));
        return new SigningKey(key, algorithms(key).get(0), Optional.empty());
    }

    private static Optional<PrivateKey> ofKind(String kind, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (InvalidKeySpecException e) {
            // A key of another kind.
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has keys of " + kind, e);
        }
    }

    private static SigningKey ofJwk(String text) throws UnusableKeyException {
        JWK jwk;
        PrivateKey key;
        try {
            jwk = JWK.parse(text);
            key = privateKey(jwk);
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause, whose message could have a part of the key.
            throw new UnusableKeyException("it is no JWK with a private key");
        }
        List<String> fitting = algorithms(key);
        String algorithm =
                jwk.getAlgorithm() == null ? fitting.get(0) : jwk.getAlgorithm().getName();
        if (!fitting.contains(algorithm)) {
            throw new UnusableKeyException("its alg does not go with its kty and crv");
        }
        return new SigningKey(key, algorithm, Optional.ofNullable(jwk.getKeyID()));
    }

    private static PrivateKey privateKey(JWK jwk) throws JOSEException, GeneralSecurityException {
        if (!jwk.isPrivate()) {
            throw new IllegalArgumentException("public");
        }
        if (jwk instanceof RSAKey rsa) {
            return rsa.toRSAPrivateKey();
        }
        if (jwk instanceof ECKey ec) {
            return ec.toECPrivateKey();
        }
        if (jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
        }
        throw new IllegalArgumentException("of another kind");
    }

    /** Those that the key can sign with, the usual first. */
    private static List<String> algorithms(PrivateKey key) throws UnusableKeyException {
        if (key instanceof RSAPrivateKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS) {
                throw new UnusableKeyException("its modulus has " + bits + " bits, fewer than " + LEAST_RSA_BITS);
            }
            return Algorithms.RSA;
        }
        if (key instanceof ECPrivateKey ec) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            String algorithm = curve == null ? null : Algorithms.EC.get(curve);
            if (algorithm != null) {
                return List.of(algorithm);
            }
        }
        if (key instanceof EdECPrivateKey) {
            return List.of("EdDSA");
        }
        throw new UnusableKeyException("it is of another curve than P-256, P-384, P-521 or Ed25519");
    }

    /** The algorithm that it signs with, as in the header of a JWS. */
    public String algorithm() {
        return algorithm;
    }

    /** Its name at the issuer. */
    public Optional<String> kid() {
        return kid;
    }

    /** Signs as JWS does (RFC 7518, 3; RFC 8037). */
    public byte[] sign(byte[] input) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign with " + algorithm, e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        String bits = algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "PS" -> pss(bits);
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            default -> Signature.getInstance("Ed25519");
        };
    }

    private static Signature pss(String bits) throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        pss.setParameter(
                new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
        return pss;
    }

    /** The algorithm alone. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
