package io.github.kongjava.plugins.jwtauth.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import java.util.Optional;

/**
 * What a token is bound to, by its claim cnf (RFC 7800).
 *
 * @param key thumbprint of a key (RFC 9449, 6.1)
 * @param certificate thumbprint of a certificate (RFC 8705, 3.1)
 */
record Confirmation(Optional<String> key, Optional<String> certificate) {

    /** Empty if the claim cannot be understood: then the token is bound to something that cannot be checked. */
    static Optional<Confirmation> of(Claims claims) {
        JsonNode cnf = claims.at("cnf").orElse(MissingNode.getInstance());
        JsonNode key = cnf.path("jkt");
        JsonNode certificate = cnf.path("x5t#S256");
        boolean right = (cnf.isMissingNode() || cnf.isObject())
                && (key.isMissingNode() || key.isTextual())
                && (certificate.isMissingNode() || certificate.isTextual());
        return right
                ? Optional.of(new Confirmation(
                        Optional.ofNullable(key.textValue()), Optional.ofNullable(certificate.textValue())))
                : Optional.empty();
    }
}
