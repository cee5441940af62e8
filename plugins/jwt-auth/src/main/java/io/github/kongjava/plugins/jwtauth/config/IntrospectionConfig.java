package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.MutuallyRequired;
import io.github.kongjava.pdk.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Asking the issuer about opaque tokens (RFC 7662); off without an endpoint. */
@MutuallyRequired({"endpoint", "client_id"})
public record IntrospectionConfig(
        @Description("URL of the introspection endpoint") Optional<URI> endpoint,
        @Description("Id of the gateway at the issuer") Optional<String> clientId,
        @Description("Secret of the gateway at the issuer") Optional<Secret> clientSecret,

        @Description("How the gateway authenticates") @DefaultValue("client_secret_basic")
        Method method,

        @Description("Private key for private_key_jwt, as PEM or JWK")
        Optional<Secret> privateKey,

        @Description("What the claim iss must be, if the answer has it")
        Optional<String> iss,

        @Description("Accepted audiences; none to accept any") @DefaultValue({})
        Set<String> audiences,

        @Description("Seconds for which an active token is remembered, never past its end") @DefaultValue("60")
        Duration ttl,

        @Description("Seconds for which an inactive token is remembered") @DefaultValue("10")
        Duration negativeTtl,

        @Description("How many answers are remembered") @DefaultValue("10000")
        int cacheSize,

        @Description("Seconds for a whole question") @DefaultValue("2")
        Duration timeout,

        @Description("Whether questions may go over plain http") @DefaultValue("false")
        boolean allowHttp,

        @Description("Certificates, in PEM, of the authorities that the issuer's certificate may come from, instead of"
                + " those that Java knows")
        @Match("^%s*%-%-%-%-%-BEGIN CERTIFICATE%-%-%-%-%-")
        Optional<String> caCertificates) {

    /** How the gateway authenticates at the endpoint. */
    public enum Method {
        /** Basic authentication. */
        CLIENT_SECRET_BASIC,
        /** In the form. */
        CLIENT_SECRET_POST,
        /** By a signed assertion (RFC 7523). */
        PRIVATE_KEY_JWT
    }
}
