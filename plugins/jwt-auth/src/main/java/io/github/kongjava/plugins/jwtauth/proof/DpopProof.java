package io.github.kongjava.plugins.jwtauth.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.keys.PublicJwk;
import io.github.kongjava.plugins.jwtauth.keys.UnusableKeyException;
import io.github.kongjava.plugins.jwtauth.signature.SignatureCheck;
import io.github.kongjava.plugins.jwtauth.token.CompactToken;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import java.util.Set;

/**
 * A DPoP proof (RFC 9449, 4.2) whose signature is right, by the key that it brings itself.
 *
 * @param thumbprint of the key (RFC 7638)
 * @param claims what it says
 */
record DpopProof(String thumbprint, Claims claims) {

    private static final int MOST_CHARACTERS = 8192;

    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /**
     * Reads a proof that must be by a certain key.
     *
     * @param thumbprint of the key that the token is bound to
     * @throws InvalidProofException if it is by another, or wrong
     */
    static DpopProof read(String text, String thumbprint) throws InvalidProofException {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidProofException("the proof is too long");
        }
        CompactToken token;
        try {
            token = CompactToken.parse(text);
        } catch (MalformedTokenException e) {
            throw new InvalidProofException("the proof is no JWT");
        }
        ObjectNode header = token.header();
        String algorithm = algorithm(header);
        JWK key = key(header.path("jwk"), algorithm);
        if (!Digests.same(thumbprint(key), thumbprint)) {
            throw new InvalidProofException("the proof is by another key than the token is bound to");
        }
        JWSHeader counted = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).build();
        if (!SignatureCheck.verifies(key, counted, token)) {
            throw new InvalidProofException("the proof is not signed by its key");
        }
        return new DpopProof(thumbprint, new Claims(token.payload()));
    }

    private static String algorithm(ObjectNode header) throws InvalidProofException {
        if (!"dpop+jwt".equals(header.path("typ").textValue())) {
            throw new InvalidProofException("the proof's typ is not dpop+jwt");
        }
        if (header.has("crit") || header.has("b64")) {
            throw new InvalidProofException("the proof demands an extension");
        }
        String algorithm = header.path("alg").textValue();
        if (algorithm == null || !ALGORITHMS.contains(algorithm)) {
            throw new InvalidProofException("the proof's algorithm is not accepted");
        }
        return algorithm;
    }

    private static JWK key(JsonNode jwk, String algorithm) throws InvalidProofException {
        if (!(jwk instanceof ObjectNode object)) {
            throw new InvalidProofException("the proof has no key");
        }
        try {
            return PublicJwk.read(object)
                    .filter(key -> key.getAlgorithm() == null
                            || key.getAlgorithm().getName().equals(algorithm))
                    .orElseThrow(() -> new InvalidProofException("the proof's key is not for its algorithm"));
        } catch (UnusableKeyException e) {
            throw new InvalidProofException("the proof's key must not be used: " + e.getMessage());
        }
    }

    private static String thumbprint(JWK key) throws InvalidProofException {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new InvalidProofException("the proof's key has no thumbprint");
        }
    }
}
