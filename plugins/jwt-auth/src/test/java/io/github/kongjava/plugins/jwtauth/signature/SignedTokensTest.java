package io.github.kongjava.plugins.jwtauth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.kongjava.plugins.jwtauth.answer.Answer;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.keys.KeySource;
import io.github.kongjava.plugins.jwtauth.keys.KeysUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

    /** RFC 7515, A.1. */
    private static final String TOKEN = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final JWK KEY = new OctetSequenceKey.Builder(new Base64URL(
                    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"))
            .build();
    private static final JWK OTHER = new OctetSequenceKey.Builder(new byte[32]).build();
    private static final Instant EXP = Instant.ofEpochSecond(1_300_819_380);

    /** Stands until it is set. */
    private static final class SetClock extends Clock {
        private Instant now = EXP.minusSeconds(60);

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final SetClock clock = new SetClock();
    private final KnownSignatures known = new KnownSignatures(1 << 20);
    private final List<JWK> keys = new ArrayList<>(List.of(KEY));

    private SignedTokens tokens(String algorithm, KeySource source) {
        return new SignedTokens(List.of(TestIssuers.joe(algorithm, source)), known, clock);
    }

    private static void assertRefused(SignedTokens tokens, String message) {
        assertThatThrownBy(() -> tokens.verify(TOKEN))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @Test
    void a_token_passes_up_to_its_end_and_not_longer() throws RefusedException {
        SignedTokens tokens = tokens("HS256", header -> keys);

        for (int i = 0; i < 3; i++) {
            assertThat(tokens.verify(TOKEN).text("iss")).contains("joe");
        }
        assertThat(known.find(TOKEN)).isPresent();
        clock.now = EXP.minusMillis(1);
        assertThat(tokens.verify(TOKEN).text("iss")).contains("joe");
        clock.now = EXP;
        assertRefused(tokens, "the token has expired");
    }

    @Test
    void a_kept_token_is_refused_when_its_key_is_gone() throws RefusedException {
        SignedTokens tokens = tokens("HS256", header -> keys);
        tokens.verify(TOKEN);

        keys.set(0, OTHER);

        assertRefused(tokens, "the token is not signed by a key of its issuer");
    }

    @Test
    void a_kept_token_is_refused_where_its_algorithm_is_not_accepted() throws RefusedException {
        tokens("HS256", header -> keys).verify(TOKEN);

        assertRefused(tokens("HS512", header -> keys), "the token's algorithm is not accepted");
    }

    @Test
    void a_kept_token_does_not_pass_when_its_key_cannot_be_asked_for() throws RefusedException {
        tokens("HS256", header -> keys).verify(TOKEN);
        SignedTokens down = tokens("HS256", header -> {
            throw new KeysUnavailableException("down", Duration.ofSeconds(9));
        });

        assertThatThrownBy(() -> down.verify(TOKEN)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.answer()).isEqualTo(Answer.UNAVAILABLE);
            assertThat(refused.reason()).isEqualTo("no keys of joe: down");
            assertThat(refused.retryAfter()).contains(Duration.ofSeconds(9));
        });
    }

    @Test
    void a_changed_signature_is_not_the_kept_one() throws RefusedException {
        SignedTokens tokens = tokens("HS256", header -> keys);
        tokens.verify(TOKEN);
        String changed = TOKEN.replace(".dBj", ".dBk");

        assertThatThrownBy(() -> tokens.verify(changed)).hasMessage("the token is not signed by a key of its issuer");
        assertThat(known.find(changed)).isEmpty();
    }

    @Test
    void a_refused_token_is_not_kept() {
        clock.now = EXP;

        assertRefused(tokens("HS256", header -> keys), "the token has expired");
        assertThat(known.find(TOKEN)).isEmpty();
    }

    @Test
    void only_so_many_keys_are_tried() throws RefusedException {
        keys.addAll(0, Collections.nCopies(16, OTHER));
        assertRefused(tokens("HS256", header -> keys), "the token is not signed by a key of its issuer");

        keys.remove(0);
        assertThat(tokens("HS256", header -> keys).verify(TOKEN).text("iss")).contains("joe");
    }

    @Test
    void with_no_memory_nothing_is_kept() throws RefusedException {
        KnownSignatures none = new KnownSignatures(0);
        SignedTokens tokens = new SignedTokens(List.of(TestIssuers.joe("HS256", header -> keys)), none, clock);

        assertThat(tokens.verify(TOKEN).text("iss")).contains("joe");
        assertThat(none.find(TOKEN)).isEmpty();
    }
}
