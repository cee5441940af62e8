package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.AtLeastOneOf;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.MutuallyExclusive;
import io.github.kongjava.pdk.config.OneOf;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One issuer whose tokens are accepted. */
@AtLeastOneOf({"discovery_url", "jwks_url", "jwks", "pem", "secrets"})
@MutuallyExclusive({"discovery_url", "jwks_url"})
public record IssuerConfig(
        @Description("What the claim iss is, character by character") @LenMin(1)
        String iss,

        @Description("URL of the discovery document, which names the key set")
        Optional<URI> discoveryUrl,

        @Description("URL of the key set") Optional<URI> jwksUrl,

        @Description("A key set (RFC 7517) as JSON text, public keys only")
        Optional<String> jwks,

        @Description("Public keys or certificates as PEM") @DefaultValue({})
        List<String> pem,

        @Description("Secrets for the algorithms HS256, HS384 and HS512") @DefaultValue({})
        List<HmacSecret> secrets,

        @Description("Algorithms that the issuer signs with; no others are accepted")
        @DefaultValue({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
        Set<
                        @OneOf({
                            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
                            "HS256", "HS384", "HS512"
                        })
                        String>
                algorithms,

        @Description("Accepted audiences, one of which must be in aud; none to accept any") @DefaultValue({})
        Set<String> audiences,

        @Description("Accepted types in the header, such as at+jwt; none for any") @DefaultValue({})
        Set<String> types,

        @Description("Seconds by which clocks may differ") @DefaultValue("30")
        Duration leeway,

        @Description("Whether tokens must have an end, the claim exp") @DefaultValue("true")
        boolean expRequired,

        @Description("The longest life of a token in seconds, from iat to exp")
        Optional<Duration> maxLifetime,

        @Description("Claims that tokens must have") @DefaultValue({})
        List<RequiredClaim> requiredClaims,

        @Description("Claims that tokens must not have") @DefaultValue({})
        Set<String> forbiddenClaims) {}
