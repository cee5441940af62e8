package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads public keys and certificates as PEM. Of a certificate the key alone counts, neither its dates nor who signed it: it
 * stands in the configuration, which vouches for it.
 */
final class PemKeys {

    private static final int ED25519_BYTES = 32;

    private PemKeys() {}

    static List<JWK> read(String text) throws UnusableKeyException {
        List<Pem> blocks;
        try {
            blocks = Pem.blocks(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableKeyException("a block of it is not base64");
        }
        if (blocks.isEmpty()) {
            throw new UnusableKeyException(
                    "it has no block that begins with -----BEGIN PUBLIC KEY----- or CERTIFICATE");
        }
        List<JWK> keys = new ArrayList<>();
        for (Pem block : blocks) {
            keys.add(jwk(publicKey(block)));
        }
        return keys;
    }

    private static PublicKey publicKey(Pem block) throws UnusableKeyException {
        return switch (block.label()) {
            case "PUBLIC KEY" -> subjectPublicKey(block.content());
            case "CERTIFICATE" -> ofCertificate(block.content());
            default ->
                throw new UnusableKeyException("it has a " + block.label()
                        + "; a PUBLIC KEY or a CERTIFICATE is needed, as openssl writes them");
        };
    }

    private static PublicKey subjectPublicKey(byte[] der) throws UnusableKeyException {
        return Stream.of("RSA", "EC", "Ed25519")
                .flatMap(kind -> ofKind(kind, der).stream())
                .findFirst()
                .orElseThrow(() -> new UnusableKeyException("it is no key of RSA, EC or Ed25519"));
    }

    private static Optional<PublicKey> ofKind(String kind, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der)));
        } catch (InvalidKeySpecException e) {
            // A key of another kind.
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has keys of " + kind, e);
        }
    }

    private static PublicKey ofCertificate(byte[] der) throws UnusableKeyException {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new UnusableKeyException("it is no certificate of X.509");
        }
    }

    private static JWK jwk(PublicKey key) throws UnusableKeyException {
        if (key instanceof RSAPublicKey rsa) {
            Strength.checkRsa(rsa.getModulus(), rsa.getPublicExponent());
            return new RSAKey.Builder(rsa).build();
        }
        if (key instanceof EdECPublicKey ed && "Ed25519".equals(ed.getParams().getName())) {
            byte[] encoded = key.getEncoded();
            byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
            Strength.checkEd25519(x);
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build();
        }
        if (key instanceof ECPublicKey ec) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            if (Curve.P_256.equals(curve) || Curve.P_384.equals(curve) || Curve.P_521.equals(curve)) {
                return ecKey(curve, ec);
            }
        }
        throw new UnusableKeyException("it is a key of another kind than RSA, P-256, P-384, P-521 or Ed25519");
    }

    private static JWK ecKey(Curve curve, ECPublicKey key) throws UnusableKeyException {
        try {
            return new ECKey.Builder(curve, key).build();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new UnusableKeyException("it is no point of " + curve.getName());
        }
    }
}
