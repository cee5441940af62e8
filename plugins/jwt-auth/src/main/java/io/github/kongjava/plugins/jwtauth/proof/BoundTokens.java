package io.github.kongjava.plugins.jwtauth.proof;

import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig.Mode;
import io.github.kongjava.plugins.jwtauth.keys.Pem;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult.Invalid;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult.Valid;
import java.util.List;
import java.util.Optional;

/** Tokens bound to a key of the client, by DPoP or its certificate. Thread safe. */
final class BoundTokens implements Proof {

    private static final String INVALID_TOKEN = "invalid_token";
    private static final String DPOP = "DPoP";

    private final ProofConfig config;
    private final DpopCheck dpop;

    BoundTokens(ProofConfig config, DpopCheck dpop) {
        this.config = config;
        this.dpop = dpop;
    }

    @Override
    public ProofResult check(PresentedToken presented, Claims claims) {
        Optional<Confirmation> cnf = Confirmation.of(claims);
        if (cnf.isEmpty()) {
            return new Invalid(scheme(presented), INVALID_TOKEN, "the token's cnf cannot be understood");
        }
        return keyFault(presented, cnf.get())
                .or(() -> certificateFault(presented, cnf.get()))
                .<ProofResult>map(fault -> fault)
                .orElseGet(Valid::new);
    }

    private Optional<Invalid> keyFault(PresentedToken presented, Confirmation cnf) {
        if (config.dpop() == Mode.OFF) {
            return Optional.empty();
        }
        boolean asDpop = scheme(presented).equals(DPOP);
        if (cnf.key().isEmpty()) {
            return config.dpop() == Mode.REQUIRED || asDpop
                    ? Optional.of(new Invalid(DPOP, INVALID_TOKEN, "the token is not bound to a key"))
                    : Optional.empty();
        }
        if (!asDpop) {
            // RFC 9449, 7.2: whoever has stolen the token must not use it as if it were not bound.
            return Optional.of(
                    new Invalid(DPOP, INVALID_TOKEN, "the token is bound to a key and needs the scheme DPoP"));
        }
        try {
            dpop.check(presented, cnf.key().get());
            return Optional.empty();
        } catch (InvalidProofException e) {
            return Optional.of(new Invalid(DPOP, "invalid_dpop_proof", e.told()));
        }
    }

    private Optional<Invalid> certificateFault(PresentedToken presented, Confirmation cnf) {
        if (config.mtls() == Mode.OFF) {
            return Optional.empty();
        }
        if (cnf.certificate().isEmpty()) {
            return config.mtls() == Mode.REQUIRED
                    ? invalid(presented, "the token is not bound to a certificate")
                    : Optional.empty();
        }
        Optional<String> thumbprint = presented.clientCertificate().flatMap(BoundTokens::thumbprint);
        if (thumbprint.isEmpty()) {
            return invalid(presented, "the token is bound to a certificate, and the connection has none");
        }
        return Digests.same(thumbprint.get(), cnf.certificate().get())
                ? Optional.empty()
                : invalid(presented, "the token is bound to another certificate than that of the connection");
    }

    private static Optional<Invalid> invalid(PresentedToken presented, String description) {
        return Optional.of(new Invalid(scheme(presented), INVALID_TOKEN, description));
    }

    private static String scheme(PresentedToken presented) {
        return presented.scheme().equals("dpop") ? DPOP : "Bearer";
    }

    /** Of the client's own certificate, the first of a chain. */
    private static Optional<String> thumbprint(String pem) {
        try {
            List<Pem> blocks = Pem.blocks(pem);
            return blocks.stream()
                    .findFirst()
                    .filter(block -> block.label().equals("CERTIFICATE"))
                    .map(block -> Digests.sha256(block.content()));
        } catch (IllegalArgumentException e) {
            // No PEM: no certificate to compare with.
            return Optional.empty();
        }
    }
}
