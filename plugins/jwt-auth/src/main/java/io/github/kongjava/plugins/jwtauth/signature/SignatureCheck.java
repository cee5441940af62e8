package io.github.kongjava.plugins.jwtauth.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.kongjava.plugins.jwtauth.token.CompactToken;
import java.math.BigInteger;
import java.util.Arrays;

/** Whether a key made a signature, by algorithms that the key's type fits. */
public final class SignatureCheck {

    private SignatureCheck() {}

    /** Whether the key made the token's signature; false also if it is of another kind than the algorithm, or broken. */
    public static boolean verifies(JWK key, JWSHeader header, CompactToken token) {
        String algorithm = header.getAlgorithm().getName();
        byte[] signature = token.signature();
        try {
            if (key instanceof RSAKey rsa && (algorithm.startsWith("RS") || algorithm.startsWith("PS"))) {
                return verifies(new RSASSAVerifier(rsa), header, token);
            }
            if (key instanceof ECKey ec && algorithm.startsWith("ES")) {
                return inRange(signature, ec.getCurve()) && verifies(new ECDSAVerifier(ec), header, token);
            }
            if (key instanceof OctetSequenceKey secret && algorithm.startsWith("HS")) {
                return verifies(new MACVerifier(secret), header, token);
            }
            return key instanceof OctetKeyPair pair
                    && algorithm.equals("EdDSA")
                    && Ed25519.verifies(pair, token.signingInput(), signature);
        } catch (JOSEException e) {
            // The key and the algorithm do not go together (curve, length of the secret): not the token's signature.
            return false;
        }
    }

    private static boolean verifies(JWSVerifier verifier, JWSHeader header, CompactToken token) throws JOSEException {
        return verifier.verify(header, token.signingInput(), Base64URL.encode(token.signature()));
    }

    /** Zero, and what is zero modulo the order, fits any message where the JDK forgets to look (CVE-2022-21449). */
    private static boolean inRange(byte[] signature, Curve curve) {
        BigInteger order = curve.toECParameterSpec().getOrder();
        int length = (order.bitLength() + 7) / 8;
        if (signature.length != 2 * length) {
            return false;
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, length));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, length, 2 * length));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }
}
