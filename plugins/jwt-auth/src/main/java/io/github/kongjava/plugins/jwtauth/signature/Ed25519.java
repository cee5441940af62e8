package io.github.kongjava.plugins.jwtauth.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Signatures of EdDSA over the curve Ed25519 (RFC 8037), by the JDK. */
final class Ed25519 {

    private static final int LENGTH = 32;

    private Ed25519() {}

    static boolean verifies(OctetKeyPair key, byte[] input, byte[] signature) throws JOSEException {
        byte[] x = key.getDecodedX();
        if (!Curve.Ed25519.equals(key.getCurve()) || x.length != LENGTH || signature.length != 2 * LENGTH) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(x))));
            verification.update(input);
            return verification.verify(signature);
        } catch (SignatureException e) {
            // How the JDK says that a signature is not even well formed.
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("the key is no point of Ed25519", e);
        }
    }

    /** RFC 8032, 5.1.2: little endian, the highest bit tells the sign of the other coordinate. */
    private static EdECPoint point(byte[] x) {
        byte[] bigEndian = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bigEndian[i] = x[LENGTH - 1 - i];
        }
        boolean odd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7F;
        return new EdECPoint(odd, new BigInteger(1, bigEndian));
    }
}
