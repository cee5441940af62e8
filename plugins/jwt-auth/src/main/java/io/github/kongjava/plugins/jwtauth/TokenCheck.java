package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.ClaimCheck;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.JwtAuthConfig;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection;
import io.github.kongjava.plugins.jwtauth.introspection.Introspector;
import io.github.kongjava.plugins.jwtauth.introspection.Introspectors;
import io.github.kongjava.plugins.jwtauth.keys.KeySources;
import io.github.kongjava.plugins.jwtauth.signature.KnownSignatures;
import io.github.kongjava.plugins.jwtauth.signature.SignedTokens;
import io.github.kongjava.plugins.jwtauth.signature.TrustedIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a token says, by its signature or by asking its issuer. Thread safe. */
final class TokenCheck {

    private final SignedTokens signed;
    private final Optional<Introspector> introspector;
    private final ClaimCheck introspected;
    private final int maxBytes;
    private final Clock clock;

    private TokenCheck(
            SignedTokens signed,
            Optional<Introspector> introspector,
            ClaimCheck introspected,
            int maxBytes,
            Clock clock) {
        this.signed = signed;
        this.introspector = introspector;
        this.introspected = introspected;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * For one configuration, with what the plugin keeps for all of them.
     *
     * @throws IllegalArgumentException if a key or address in it cannot be used
     */
    static TokenCheck of(JwtAuthConfig config, PluginContext context, Clock clock) {
        KeySources keys = context.shared("keys", KeySources.class, KeySources::new);
        List<TrustedIssuer> issuers = config.issuers().orElse(List.of()).stream()
                .map(issuer -> new TrustedIssuer(issuer, keys.of(issuer, config.remoteKeys())))
                .toList();
        // The memory of one size is shared by those who ask for that size: an entry is worth the same to all.
        KnownSignatures known = context.shared(
                "signatures " + config.cacheBytes(),
                KnownSignatures.class,
                () -> new KnownSignatures(config.cacheBytes()));
        return new TokenCheck(
                new SignedTokens(issuers, known, clock),
                context.shared("introspectors", Introspectors.class, Introspectors::new)
                        .of(config.introspection()),
                ClaimCheck.of(config.introspection()),
                config.token().maxBytes(),
                clock);
    }

    Claims check(String token) throws RefusedException {
        if (token.length() > maxBytes) {
            throw RefusedException.invalidToken("the token is too long");
        }
        if (introspector.isPresent() && (signed.isEmpty() || isOpaque(token))) {
            return introspected(introspector.get(), token);
        }
        return signed.verify(token);
    }

    private static boolean isOpaque(String token) {
        return token.chars().filter(c -> c == '.').count() != 2;
    }

    private Claims introspected(Introspector asked, String token) throws RefusedException {
        if (token.isEmpty() || !token.chars().allMatch(TokenCheck::isTokenCharacter)) {
            throw RefusedException.invalidToken("the token is malformed");
        }
        Introspection answer = ask(asked, token);
        if (answer instanceof Introspection.Active active) {
            introspected.check(active.claims(), clock.instant());
            return active.claims();
        }
        if (answer instanceof Introspection.Unavailable unavailable) {
            throw RefusedException.unavailable("no introspection: " + unavailable.reason(), unavailable.retryAfter());
        }
        throw RefusedException.invalidToken("the token is not active");
    }

    private static Introspection ask(Introspector asked, String token) {
        try {
            return asked.introspect(token);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Introspection.Unavailable("interrupted", Duration.ofSeconds(1));
        }
    }

    /** RFC 6750, 2.1: {@code b64token}. */
    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }
}
