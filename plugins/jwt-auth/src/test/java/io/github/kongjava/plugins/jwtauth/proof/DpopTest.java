package io.github.kongjava.plugins.jwtauth.proof;

import static io.github.kongjava.plugins.jwtauth.proof.TestProof.NOW;
import static io.github.kongjava.plugins.jwtauth.proof.TestProof.claims;
import static io.github.kongjava.plugins.jwtauth.proof.TestProof.payload;
import static io.github.kongjava.plugins.jwtauth.proof.TestProof.presented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.plugins.jwtauth.config.ProofConfig;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig.Mode;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult.Invalid;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DpopTest {

    private static final TestProof CLIENT = new TestProof();

    private final AtomicLong ticks = new AtomicLong(System.nanoTime());
    private final Proofs proofs = proofs(NOW);
    private final Proof optional = proofs.of(config(Mode.OPTIONAL, 1000));

    private Proofs proofs(long now) {
        return new Proofs(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC), ticks::get);
    }

    private static ProofConfig config(Mode mode, int size) {
        return new ProofConfig(mode, Duration.ofSeconds(60), size, Mode.OFF);
    }

    private void refused(String proof, String why) {
        assertThat(optional.check(presented("dpop", proof), CLIENT.bound()))
                .isInstanceOfSatisfying(Invalid.class, invalid -> {
                    assertThat(invalid.scheme()).isEqualTo("DPoP");
                    assertThat(invalid.error()).isEqualTo("invalid_dpop_proof");
                    assertThat(invalid.description()).contains(why);
                });
    }

    private void refusedToken(ProofResult result, String why) {
        assertThat(result).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.scheme()).isEqualTo("DPoP");
            assertThat(invalid.error()).isEqualTo("invalid_token");
            assertThat(invalid.description()).contains(why);
        });
    }

    /** RFC 9449, 7.1, figure 12. */
    @Test
    void the_example_of_the_RFC_is_right() {
        String proof = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6Ik"
                + "VDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR"
                + "nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE"
                + "QSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIj"
                + "oiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0Z"
                + "WRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNF"
                + "c05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71E"
                + "OptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
        PresentedToken presented = new PresentedToken(
                "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU",
                "dpop",
                "GET",
                "https://resource.example.org/protectedresource",
                List.of(proof),
                Optional.empty());

        ProofResult result = proofs(1562262618)
                .of(config(Mode.REQUIRED, 1000))
                .check(presented, claims("{\"cnf\":{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}}"));

        assertThat(result).isEqualTo(new Valid());
    }

    @Test
    void a_proof_is_right_once() {
        String proof = CLIENT.proof("1");

        assertThat(optional.check(presented("dpop", proof), CLIENT.bound())).isEqualTo(new Valid());
        refused(proof, "was used before");
        refused(CLIENT.signed(CLIENT.header(), payload("1").replace("{", "{\"more\":1,")), "was used before");
    }

    @Test
    void a_used_proof_is_remembered_beyond_instances_for_as_long_as_it_is_good() {
        String proof = CLIENT.proof("1");
        assertThat(optional.check(presented("dpop", proof), CLIENT.bound())).isEqualTo(new Valid());
        ticks.addAndGet(Duration.ofSeconds(70).toNanos());

        refusedProof(proofs.of(config(Mode.REQUIRED, 1000)), proof);
        // Its time is over by any clock now, and only a clock that stands still takes it.
        ticks.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(optional.check(presented("dpop", proof), CLIENT.bound())).isEqualTo(new Valid());
    }

    private static void refusedProof(Proof other, String proof) {
        assertThat(other.check(presented("dpop", proof), CLIENT.bound())).isInstanceOf(Invalid.class);
    }

    @Test
    void one_header_is_needed() {
        assertThat(optional.check(presented("dpop"), CLIENT.bound()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.description()).contains("none"));
        assertThat(optional.check(presented("dpop", CLIENT.proof("1"), CLIENT.proof("2")), CLIENT.bound()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.description()).contains("several"));
        refused(CLIENT.proof("1") + ", " + CLIENT.proof("2"), "is no JWT");
    }

    @Test
    void a_bound_token_needs_the_scheme_DPoP_and_the_scheme_a_bound_token() {
        refusedToken(optional.check(presented("bearer"), CLIENT.bound()), "needs the scheme DPoP");
        refusedToken(optional.check(presented("bearer", CLIENT.proof("1")), CLIENT.bound()), "needs the scheme DPoP");
        refusedToken(optional.check(presented("dpop", CLIENT.proof("1")), claims("{}")), "not bound to a key");
        assertThat(optional.check(presented("bearer"), claims("{}"))).isEqualTo(new Valid());
        refusedToken(
                proofs.of(config(Mode.REQUIRED, 1000)).check(presented("bearer"), claims("{}")), "not bound to a key");
    }

    @Test
    void a_binding_that_cannot_be_understood_is_refused() {
        for (String cnf : List.of("7", "null", "\"x\"", "{\"jkt\":7}", "{\"jkt\":null}", "{\"x5t#S256\":[]}")) {
            assertThat(optional.check(presented("bearer"), claims("{\"cnf\":" + cnf + "}")))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void the_header_must_be_that_of_a_proof() {
        String header = CLIENT.header();
        String payload = payload("1");

        refused(CLIENT.signed(header.replace("dpop+jwt", "JWT"), payload), "typ");
        refused(CLIENT.signed(header.replace("\"typ\":\"dpop+jwt\",", ""), payload), "typ");
        refused(CLIENT.signed(header.replace("ES256", "none"), payload), "algorithm");
        refused(CLIENT.signed(header.replace("ES256", "HS256"), payload), "algorithm");
        refused(CLIENT.signed(header.replace("\"ES256\"", "[\"ES256\"]"), payload), "algorithm");
        refused(CLIENT.signed(header.replace("{\"typ", "{\"crit\":[],\"typ"), payload), "extension");
        refused(CLIENT.signed(header.replace("{\"typ", "{\"b64\":true,\"typ"), payload), "extension");
        refused("x".repeat(9000), "too long");
        refused("a.b", "is no JWT");
    }

    @Test
    void the_key_must_be_public_strong_and_that_of_the_token() {
        String header = CLIENT.header();
        TestProof other = new TestProof();

        refused(CLIENT.signed(header.replace("\"kty\"", "\"d\":\"AAAA\",\"kty\""), payload("1")), "not public");
        refused(CLIENT.signed("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}", payload("1")), "no key");
        refused(CLIENT.signed("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":\"x\"}", payload("1")), "no key");
        refused(
                CLIENT.signed(
                        "{\"typ\":\"dpop+jwt\",\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}}",
                        payload("1")),
                "bits");
        refused(
                CLIENT.signed(header.replace("\"kty\"", "\"use\":\"enc\",\"kty\""), payload("1")),
                "not for its algorithm");
        refused(CLIENT.signed(header.replace("\"alg\":\"ES256\"", "\"alg\":\"ES384\""), payload("1")), "not signed");
        refused(other.proof("1"), "another key");
        refused(other.signed(header, payload("1")), "not signed by its key");
        refused(CLIENT.proof("1").replaceFirst("\\.[^.]*$", "."), "not signed");
    }

    @Test
    void a_proof_is_for_one_method_address_and_token() {
        String header = CLIENT.header();
        String payload = payload("1");

        refused(CLIENT.signed(header, payload.replace("\"GET\"", "\"POST\"")), "htm");
        refused(CLIENT.signed(header, payload.replace("\"GET\"", "\"get\"")), "htm");
        refused(CLIENT.signed(header, payload.replace("htm", "mth")), "htm");
        refused(CLIENT.signed(header, payload.replace("/orders", "/other")), "htu");
        refused(CLIENT.signed(header, payload.replace("https://", "http://")), "htu");
        refused(CLIENT.signed(header, payload.replace("htu", "uri")), "htu");
        refused(CLIENT.signed(header, payload.replace("\"ath\":\"", "\"ath\":\"A")), "ath");
        refused(CLIENT.signed(header, payload.replace("ath", "hash")), "ath");
        refused(CLIENT.signed(header, payload("")), "jti");
        refused(CLIENT.signed(header, payload.replace("\"jti\":\"1\"", "\"jti\":1")), "jti");
    }

    @Test
    void a_proof_is_good_for_its_lifetime() {
        String header = CLIENT.header();

        refused(CLIENT.signed(header, at(NOW - 61)), "too old");
        refused(CLIENT.signed(header, at(NOW + 11)), "in the future");
        refused(CLIENT.signed(header, payload("1").replace("\"iat\"", "\"nbf\"")), "no iat");
        refused(CLIENT.signed(header, payload("1").replace("\"iat\":" + NOW, "\"iat\":\"" + NOW + "\"")), "no iat");
        assertThat(optional.check(presented("dpop", CLIENT.signed(header, at(NOW - 60))), CLIENT.bound()))
                .isEqualTo(new Valid());
    }

    private static String at(long iat) {
        return payload("1").replace("\"iat\":" + NOW, "\"iat\":" + iat);
    }

    @Test
    void one_client_cannot_fill_the_room_of_all() {
        Proof small = proofs.of(config(Mode.REQUIRED, 200));
        for (int i = 0; i < 20; i++) {
            assertThat(small.check(presented("dpop", CLIENT.proof("p" + i)), CLIENT.bound()))
                    .isEqualTo(new Valid());
        }
        TestProof other = new TestProof();

        assertThat(small.check(presented("dpop", CLIENT.proof("more")), CLIENT.bound()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.description()).contains("too many proofs"));
        assertThat(small.check(presented("dpop", other.proof("p1")), other.bound()))
                .isEqualTo(new Valid());
        ticks.addAndGet(Duration.ofSeconds(72).toNanos());
        assertThat(small.check(presented("dpop", CLIENT.proof("more")), CLIENT.bound()))
                .isEqualTo(new Valid());
    }

    @Test
    void a_full_room_takes_no_proof_and_forgets_none() {
        ReplayCache room = new ReplayCache(3, Duration.ofSeconds(5), ticks::get);

        assertThat(room.use("a", "1")).isEqualTo(ReplayCache.Use.FIRST);
        assertThat(room.use("b", "1")).isEqualTo(ReplayCache.Use.FIRST);
        assertThat(room.use("c", "1")).isEqualTo(ReplayCache.Use.FIRST);
        assertThat(room.use("d", "1")).isEqualTo(ReplayCache.Use.NO_ROOM);
        assertThat(room.use("a", "1")).isEqualTo(ReplayCache.Use.REPLAYED);
        ticks.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(room.use("d", "1")).isEqualTo(ReplayCache.Use.FIRST);
    }

    @Test
    void a_configuration_with_wrong_numbers_is_refused() {
        assertThatThrownBy(() -> proofs.of(config(Mode.OPTIONAL, 0))).hasMessageContaining("proof.dpop_replay_size");
        assertThatThrownBy(() -> proofs.of(new ProofConfig(Mode.OPTIONAL, Duration.ZERO, 10, Mode.OFF)))
                .hasMessageContaining("proof.dpop_lifetime");
    }
}
