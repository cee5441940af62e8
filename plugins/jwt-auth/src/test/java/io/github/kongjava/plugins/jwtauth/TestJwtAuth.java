package io.github.kongjava.plugins.jwtauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.plugins.jwtauth.claims.ClaimCheck;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.JwtAuthConfig;
import io.github.kongjava.plugins.jwtauth.keys.KeySource;
import io.github.kongjava.plugins.jwtauth.keys.KeysUnavailableException;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult;
import io.github.kongjava.plugins.jwtauth.signature.KnownSignatures;
import io.github.kongjava.plugins.jwtauth.signature.SignedTokens;
import io.github.kongjava.plugins.jwtauth.signature.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plugin over keys of the configuration alone. */
@KongPlugin(name = "jwt-auth", version = "1.0.0", priority = 1045)
public final class TestJwtAuth implements AccessPhase {

    /** The URL of a key set that cannot be had. */
    static final String DOWN = "https://down.example/keys";

    private final JwtAuth plugin;

    public TestJwtAuth(JwtAuthConfig config) {
        List<TrustedIssuer> issuers = config.issuers().orElse(List.of()).stream()
                .map(issuer -> new TrustedIssuer(issuer, keys(issuer)))
                .toList();
        SignedTokens signed = new SignedTokens(issuers, new KnownSignatures(config.cacheBytes()), Clock.systemUTC());
        TokenCheck tokens = new TokenCheck(
                signed,
                Optional.empty(),
                ClaimCheck.of(config.introspection()),
                config.token().maxBytes(),
                Clock.systemUTC());
        plugin = new JwtAuth(
                config, tokens, new Possession(config.proof(), (presented, claims) -> new ProofResult.Valid()));
    }

    private static KeySource keys(IssuerConfig issuer) {
        if (issuer.jwksUrl().filter(url -> url.toString().equals(DOWN)).isPresent()) {
            return header -> {
                throw new KeysUnavailableException("connection refused", Duration.ofMillis(6500));
            };
        }
        List<JWK> keys = new ArrayList<>();
        try {
            keys.addAll(JWKSet.parse(issuer.jwks().orElse("{\"keys\":[]}")).getKeys());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
        issuer.secrets()
                .forEach(secret -> keys.add(
                        new OctetSequenceKey.Builder(secret.secret().reveal().getBytes(StandardCharsets.UTF_8))
                                .build()));
        return header -> new JWKSelector(JWKMatcher.forJWSHeader(header)).select(new JWKSet(keys));
    }

    @Override
    public void access(Kong kong) {
        plugin.access(kong);
    }
}
