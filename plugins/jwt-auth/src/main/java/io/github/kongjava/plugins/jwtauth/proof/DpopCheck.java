package io.github.kongjava.plugins.jwtauth.proof;

import io.github.kongjava.plugins.jwtauth.claims.Claims;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a request has a proof of its own for its token (RFC 9449, 4.3). Thread safe. */
final class DpopCheck {

    /** By how much a client's clock may be ahead. */
    static final Duration AHEAD = Duration.ofSeconds(10);

    private final Duration lifetime;
    private final ReplayCache used;
    private final Clock clock;

    DpopCheck(Duration lifetime, ReplayCache used, Clock clock) {
        this.lifetime = lifetime;
        this.used = used;
        this.clock = clock;
    }

    /**
     * Checks a request whose token is bound to a key.
     *
     * @throws InvalidProofException if there is no proof, or more than one, or it is not for this request and token, or used
     */
    void check(PresentedToken presented, String thumbprint) throws InvalidProofException {
        if (presented.dpop().size() != 1) {
            throw new InvalidProofException("the request needs one header DPoP, and has "
                    + (presented.dpop().isEmpty() ? "none" : "several"));
        }
        DpopProof proof = DpopProof.read(presented.dpop().get(0), thumbprint);
        Claims claims = proof.claims();
        if (!claims.text("htm").equals(Optional.of(presented.method()))) {
            throw new InvalidProofException("the proof's htm is not the method of the request");
        }
        if (!HttpUri.same(claims.text("htu").orElse(""), presented.url())) {
            throw new InvalidProofException("the proof's htu is not the address of the request");
        }
        checkTime(claims);
        String hash = Digests.sha256(presented.token().getBytes(StandardCharsets.UTF_8));
        if (!Digests.same(claims.text("ath").orElse(""), hash)) {
            throw new InvalidProofException("the proof's ath is not the hash of the token");
        }
        String id = claims.text("jti").orElse("");
        if (id.isEmpty()) {
            throw new InvalidProofException("the proof has no jti");
        }
        checkUse(thumbprint, id);
    }

    private void checkTime(Claims claims) throws InvalidProofException {
        Instant issued =
                claims.time("iat").orElseThrow(() -> new InvalidProofException("the proof has no iat that is a time"));
        Instant now = clock.instant();
        if (now.isAfter(issued.plus(lifetime))) {
            throw new InvalidProofException("the proof is too old");
        }
        if (now.plus(AHEAD).isBefore(issued)) {
            throw new InvalidProofException("the proof's iat is in the future");
        }
    }

    private void checkUse(String thumbprint, String id) throws InvalidProofException {
        switch (used.use(thumbprint, id)) {
            case REPLAYED -> throw new InvalidProofException("the proof was used before");
            case NO_ROOM -> throw new InvalidProofException("too many proofs are in use, try again in a while");
            case FIRST -> {
                // As it should be.
            }
        }
    }
}
