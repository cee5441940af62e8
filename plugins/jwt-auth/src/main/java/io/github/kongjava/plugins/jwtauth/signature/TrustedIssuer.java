package io.github.kongjava.plugins.jwtauth.signature;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.ClaimCheck;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.keys.KeySource;
import io.github.kongjava.plugins.jwtauth.keys.KeysUnavailableException;
import java.time.Instant;
import java.util.List;

/** An issuer of the configuration with its keys. Thread safe. */
public final class TrustedIssuer {

    private final String iss;
    private final TokenHeader header;
    private final ClaimCheck claimCheck;
    private final KeySource keys;

    /** For one issuer. */
    public TrustedIssuer(IssuerConfig config, KeySource keys) {
        iss = config.iss();
        header = TokenHeader.of(config);
        claimCheck = ClaimCheck.of(config);
        this.keys = keys;
    }

    /** What its tokens have as iss. */
    public String iss() {
        return iss;
    }

    /** The header that counts. */
    JWSHeader checkedHeader(ObjectNode read) throws RefusedException {
        return header.checked(read);
    }

    /** The keys that may have signed. */
    List<JWK> keys(JWSHeader checked) throws RefusedException {
        try {
            return keys.find(checked);
        } catch (KeysUnavailableException e) {
            throw RefusedException.unavailable("no keys of " + iss + ": " + e.getMessage(), e.retryAfter());
        }
    }

    /** Refuses tokens that are not for us, or not now. */
    void checkClaims(Claims claims, Instant now) throws RefusedException {
        claimCheck.check(claims, now);
    }
}
