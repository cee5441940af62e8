package io.github.kongjava.plugins.jwtauth.claims;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.RequiredClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a token of a known issuer is for us, and now. Immutable, thread safe. */
public final class ClaimCheck {

    /** For answers of introspection: the issuer has looked at the times itself, by its own clock. */
    private static final Duration INTROSPECTION_LEEWAY = Duration.ofSeconds(30);

    private final Optional<String> iss;
    private final Set<String> audiences;
    private final Times times;
    private final List<RequiredClaim> required;
    private final Set<String> forbidden;

    private ClaimCheck(
            Optional<String> iss,
            Set<String> audiences,
            Times times,
            List<RequiredClaim> required,
            Set<String> forbidden) {
        this.iss = iss;
        this.audiences = Set.copyOf(audiences);
        this.times = times;
        this.required = List.copyOf(required);
        this.forbidden = Set.copyOf(forbidden);
    }

    /** For the tokens of an issuer, which was found by iss. */
    public static ClaimCheck of(IssuerConfig issuer) {
        return new ClaimCheck(
                Optional.empty(),
                issuer.audiences(),
                new Times(issuer.leeway(), issuer.expRequired(), issuer.maxLifetime()),
                issuer.requiredClaims(),
                issuer.forbiddenClaims());
    }

    /** For what introspection says. */
    public static ClaimCheck of(IntrospectionConfig introspection) {
        return new ClaimCheck(
                introspection.iss(),
                introspection.audiences(),
                new Times(INTROSPECTION_LEEWAY, false, Optional.empty()),
                List.of(),
                Set.of());
    }

    /**
     * Checks all claims.
     *
     * @throws RefusedException if one is not as it must be
     */
    public void check(Claims claims, Instant now) throws RefusedException {
        if (iss.isPresent() && claims.has("iss") && !claims.text("iss").equals(iss)) {
            throw RefusedException.invalidToken("the token is of no trusted issuer");
        }
        times.check(claims, now);
        checkAudience(claims.claim("aud"));
        for (RequiredClaim claim : required) {
            checkRequired(claims, claim);
        }
        for (String name : forbidden) {
            if (claims.at(name).isPresent()) {
                throw RefusedException.invalidToken("the token has a claim that is not accepted");
            }
        }
    }

    private void checkAudience(JsonNode aud) throws RefusedException {
        boolean match = audiences.isEmpty();
        if (!aud.isMissingNode()) {
            for (JsonNode one : aud.isArray() ? aud : List.of(aud)) {
                if (!one.isTextual()) {
                    throw RefusedException.invalidToken("the claim aud is no text");
                }
                match |= audiences.contains(one.textValue());
            }
        }
        if (!match) {
            throw RefusedException.invalidToken("the token is for another audience");
        }
    }

    private static void checkRequired(Claims claims, RequiredClaim claim) throws RefusedException {
        boolean right = claim.values().isEmpty()
                ? claims.present(claim.claim())
                : claims.values(claim.claim()).stream().anyMatch(claim.values()::contains);
        if (!right) {
            throw RefusedException.invalidToken("the token lacks a claim, or a value of it, that is required");
        }
    }
}
