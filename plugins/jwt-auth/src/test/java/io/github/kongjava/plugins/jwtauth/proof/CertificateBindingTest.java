package io.github.kongjava.plugins.jwtauth.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig.Mode;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult.Invalid;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateBindingTest {

    /** RFC 8705, appendix A. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx
            ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqG
            SM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ
            /Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwID
            SQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOV
            bUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=
            -----END CERTIFICATE-----
            """;

    private static final Claims BOUND =
            TestProof.claims("{\"cnf\":{\"x5t#S256\":\"A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0\"}}");
    private static final Claims UNBOUND = TestProof.claims("{\"sub\":\"a\"}");
    private static final String OTHER = CERTIFICATE.replace("MIIBBjCB", "MIIBBjCC");

    private static ProofResult check(Mode mode, Claims claims, Optional<String> certificate) {
        Proof proof = new Proofs().of(new ProofConfig(Mode.OFF, Duration.ofSeconds(60), 10, mode));
        return proof.check(
                new PresentedToken("t", "bearer", "GET", "https://a.example/", List.of(), certificate), claims);
    }

    private static void refused(ProofResult result, String why) {
        assertThat(result).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.scheme()).isEqualTo("Bearer");
            assertThat(invalid.error()).isEqualTo("invalid_token");
            assertThat(invalid.description()).contains(why);
        });
    }

    @Test
    void the_example_of_the_RFC_is_right_with_its_certificate_alone() {
        assertThat(check(Mode.OPTIONAL, BOUND, Optional.of(CERTIFICATE))).isEqualTo(new Valid());
        assertThat(check(Mode.REQUIRED, BOUND, Optional.of(CERTIFICATE + OTHER)))
                .isEqualTo(new Valid());
        refused(check(Mode.OPTIONAL, BOUND, Optional.of(OTHER)), "another certificate");
        refused(check(Mode.OPTIONAL, BOUND, Optional.of(OTHER + CERTIFICATE)), "another certificate");
    }

    @Test
    void a_bound_token_without_a_certificate_is_refused() {
        refused(check(Mode.OPTIONAL, BOUND, Optional.empty()), "has none");
        refused(check(Mode.REQUIRED, BOUND, Optional.of("")), "has none");
        refused(check(Mode.REQUIRED, BOUND, Optional.of(CERTIFICATE.replace("MII", "*"))), "has none");
    }

    @Test
    void an_unbound_token_is_good_unless_a_binding_is_required() {
        assertThat(check(Mode.OPTIONAL, UNBOUND, Optional.empty())).isEqualTo(new Valid());
        refused(check(Mode.REQUIRED, UNBOUND, Optional.of(CERTIFICATE)), "not bound");
    }

    @Test
    void a_binding_is_ignored_where_it_is_off() {
        assertThat(check(Mode.OFF, BOUND, Optional.empty())).isEqualTo(new Valid());
    }
}
