package io.github.kongjava.plugins.jwtauth.proof;

import io.github.kongjava.plugins.jwtauth.claims.Claims;

/** Whether the client holds the key that a token is bound to. Thread safe. */
public interface Proof {

    /** Checks a request whose token is verified. */
    ProofResult check(PresentedToken presented, Claims claims);
}
