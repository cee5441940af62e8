package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which algorithms a key is for. */
final class Algorithms {

    /** For RSA, the usual first. */
    static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    /** For each curve. */
    static final Map<Curve, String> EC = Map.of(Curve.P_256, "ES256", Curve.P_384, "ES384", Curve.P_521, "ES512");

    private static final Map<String, Integer> HMAC_BITS = Map.of("HS256", 256, "HS384", 384, "HS512", 512);
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private Algorithms() {}

    static boolean isAsymmetric(String algorithm) {
        return ASYMMETRIC.contains(algorithm);
    }

    /** Those that suit the kind of key, its curve or length, and the algorithm that it names if it does. */
    static List<String> of(JWK key) {
        List<String> algorithms = ofKind(key);
        return key.getAlgorithm() == null
                ? algorithms
                : algorithms.stream()
                        .filter(key.getAlgorithm().getName()::equals)
                        .toList();
    }

    private static List<String> ofKind(JWK key) {
        if (key instanceof RSAKey) {
            return RSA;
        }
        if (key instanceof ECKey ec) {
            String algorithm = EC.get(ec.getCurve());
            return algorithm == null ? List.of() : List.of(algorithm);
        }
        if (key instanceof OctetKeyPair pair) {
            return Curve.Ed25519.equals(pair.getCurve()) ? List.of(JWSAlgorithm.EdDSA.getName()) : List.of();
        }
        return key instanceof OctetSequenceKey secret ? ofSecret(secret.size()) : List.of();
    }

    /** Those whose hash is not longer than the secret. */
    private static List<String> ofSecret(int bits) {
        List<String> algorithms = new ArrayList<>();
        HMAC_BITS.forEach((name, least) -> {
            if (bits >= least) {
                algorithms.add(name);
            }
        });
        return algorithms;
    }
}
