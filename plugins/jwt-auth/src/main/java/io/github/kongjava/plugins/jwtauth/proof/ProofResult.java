package io.github.kongjava.plugins.jwtauth.proof;

/** What came of checking a proof. */
public sealed interface ProofResult {

    /** The proof is right, or none is asked for. */
    record Valid() implements ProofResult {}

    /**
     * The request is refused with 401.
     *
     * @param scheme of the challenge: {@code Bearer} or {@code DPoP}
     * @param error such as {@code invalid_dpop_proof}
     * @param description for the client; leaks nothing
     */
    record Invalid(String scheme, String error, String description) implements ProofResult {}
}
