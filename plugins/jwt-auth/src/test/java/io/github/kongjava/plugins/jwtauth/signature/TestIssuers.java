package io.github.kongjava.plugins.jwtauth.signature;

import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.keys.KeySource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The issuer of the RFC's examples. */
final class TestIssuers {

    private TestIssuers() {}

    static TrustedIssuer joe(String algorithm) {
        return joe(algorithm, header -> List.of());
    }

    static TrustedIssuer joe(String algorithm, KeySource keys) {
        return new TrustedIssuer(
                new IssuerConfig(
                        "joe",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Set.of(algorithm),
                        Set.of(),
                        Set.of(),
                        Duration.ZERO,
                        true,
                        Optional.empty(),
                        List.of(),
                        Set.of()),
                keys);
    }
}
