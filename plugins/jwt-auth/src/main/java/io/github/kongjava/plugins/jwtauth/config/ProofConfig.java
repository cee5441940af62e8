package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import java.time.Duration;

/** Tokens that are bound to a key of the client. */
public record ProofConfig(
        @Description("Proof of possession by DPoP (RFC 9449)") @DefaultValue("off")
        Mode dpop,

        @Description("Seconds for which a DPoP proof is good") @DefaultValue("60")
        Duration dpopLifetime,

        @Description("How many DPoP proofs are remembered against replay") @DefaultValue("100000")
        int dpopReplaySize,

        @Description("Tokens bound to a client certificate (RFC 8705)") @DefaultValue("off")
        Mode mtls) {

    /** Whether a proof is asked for. */
    public enum Mode {
        /** Never; bindings are ignored. */
        OFF,
        /** When the token is bound. */
        OPTIONAL,
        /** Always; unbound tokens are refused. */
        REQUIRED
    }
}
