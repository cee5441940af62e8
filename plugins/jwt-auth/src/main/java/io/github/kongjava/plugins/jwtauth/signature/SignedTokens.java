package io.github.kongjava.plugins.jwtauth.signature;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.signature.KnownSignatures.Signed;
import io.github.kongjava.plugins.jwtauth.token.CompactToken;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that trusted issuers have signed. Thread safe. */
public final class SignedTokens {

    /** How many keys are tried on a token that does not say which: each costs a verification. */
    private static final int MOST_CANDIDATES = 16;

    private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
    private final KnownSignatures known;
    private final Clock clock;

    /** For these issuers, each with its own iss. */
    public SignedTokens(List<TrustedIssuer> issuers, KnownSignatures known, Clock clock) {
        issuers.forEach(issuer -> this.issuers.put(issuer.iss(), issuer));
        this.known = known;
        this.clock = clock;
    }

    /** Whether there are issuers at all. */
    public boolean isEmpty() {
        return issuers.isEmpty();
    }

    /**
     * What a token says.
     *
     * @throws RefusedException if no trusted issuer has signed it, or it is not for us or not now, or that cannot be found out
     */
    public Claims verify(String token) throws RefusedException {
        Optional<Signed> before = known.find(token);
        if (before.isPresent() && isStillSigned(before.get())) {
            return checked(before.get());
        }
        Signed signed = signed(token);
        Claims claims = checked(signed);
        known.keep(token, signed, clock.instant());
        return claims;
    }

    private Claims checked(Signed signed) throws RefusedException {
        issuer(signed.claims()).checkClaims(signed.claims(), clock.instant());
        return signed.claims();
    }

    /** By a key that the issuer still has, for an algorithm that it still uses. */
    private boolean isStillSigned(Signed signed) throws RefusedException {
        TrustedIssuer issuer = issuer(signed.claims());
        return issuer.keys(issuer.checkedHeader(signed.header())).contains(signed.key());
    }

    private Signed signed(String text) throws RefusedException {
        CompactToken token;
        try {
            token = CompactToken.parse(text);
        } catch (MalformedTokenException e) {
            throw RefusedException.invalidToken(e.told());
        }
        Claims claims = new Claims(token.payload());
        TrustedIssuer issuer = issuer(claims);
        JWSHeader header = issuer.checkedHeader(token.header());
        for (JWK key : issuer.keys(header).stream().limit(MOST_CANDIDATES).toList()) {
            if (SignatureCheck.verifies(key, header, token)) {
                return new Signed(token.header(), claims, key);
            }
        }
        // Whether the key or the signature is wrong is no one's business.
        throw RefusedException.invalidToken("the token is not signed by a key of its issuer");
    }

    private TrustedIssuer issuer(Claims claims) throws RefusedException {
        TrustedIssuer issuer = claims.text("iss").map(issuers::get).orElse(null);
        if (issuer == null) {
            throw RefusedException.invalidToken("the token is of no trusted issuer");
        }
        return issuer;
    }
}
