package io.github.kongjava.plugins.jwtauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WholeChainTest {

    private final IssuerServer issuer = new IssuerServer();
    private final TestGateway gateway = TestGateway.of(JwtAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
        issuer.close();
    }

    private static Header bearer(String token) {
        return new Header("Authorization", "Bearer " + token);
    }

    @Test
    void a_warm_server_authenticates_with_the_issuer_down_and_whatever_is_configured_elsewhere() {
        issuer.answers("/keys", TestIssuer.jwks());
        String config = "{\"issuers\": [{\"iss\": \"" + TestIssuer.ISS + "\", \"jwks_url\": \"" + issuer.url("/keys")
                + "\"}], \"remote_keys\": {\"allow_http\": true}, \"realm\": \"";
        gateway.configure("jwt-auth", config + "one\"}");
        assertThat(gateway.get("/", bearer(TestIssuer.token(""))).passed()).isTrue();

        issuer.close();
        gateway.configure("jwt-auth", config + "two\"}");

        assertThat(gateway.get("/", bearer(TestIssuer.token(",\"new\":1"))).passed())
                .isTrue();
        assertThat(issuer.got()).hasSize(1);
    }

    private void introspects(String more) {
        gateway.configure(
                "jwt-auth",
                "{\"introspection\": {\"endpoint\": \"" + issuer.url("/introspect")
                        + "\", \"client_id\": \"gateway\", \"client_secret\": \"s\", \"allow_http\": true}" + more
                        + "}");
    }

    @Test
    void an_opaque_token_is_what_the_issuer_says_it_is() {
        introspects(
                ", \"scopes\": {\"claim\": \"scope\", \"all\": [\"read\"]}, \"claim_headers\": {\"X-User\": \"sub\"}");
        long exp = Instant.now().plusSeconds(600).getEpochSecond();

        issuer.answers("/introspect", "{\"active\":true,\"sub\":\"bob\",\"scope\":\"read\",\"exp\":" + exp + "}");
        TestAnswer active = gateway.get("/", bearer("opaque-1"));
        assertThat(active.upstreamHeaders("x-user")).containsExactly("bob");

        issuer.answers("/introspect", "{\"active\":false}");
        assertThat(gateway.get("/", bearer("opaque-2")).status()).isEqualTo(401);

        issuer.answers("/introspect", "{\"active\":true,\"scope\":\"write\"}");
        assertThat(gateway.get("/", bearer("opaque-3")).status()).isEqualTo(403);

        issuer.answers("/introspect", "{\"active\":true,\"scope\":\"read\",\"exp\":1}");
        assertThat(gateway.get("/", bearer("opaque-4")).status()).isEqualTo(401);

        int asked = issuer.got().size();
        assertThat(gateway.get("/", bearer("not a token")).status()).isEqualTo(401);
        assertThat(gateway.get("/", bearer("")).status()).isEqualTo(401);
        assertThat(issuer.got()).hasSize(asked);
    }

    @Test
    void a_failing_issuer_is_503_for_tokens_it_has_said_nothing_of() {
        introspects("");
        issuer.answers("/introspect", "{\"active\":true}");
        assertThat(gateway.get("/", bearer("known")).passed()).isTrue();

        issuer.close();

        assertThat(gateway.get("/", bearer("known")).passed()).isTrue();
        TestAnswer answer = gateway.get("/", bearer("other"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isPresent();
    }

    @Test
    void with_issuers_only_what_is_no_JWT_is_asked_about() {
        issuer.answers("/introspect", "{\"active\":true,\"sub\":\"bob\"}");
        introspects(", \"issuers\": [" + TestIssuer.entry("") + "]");

        assertThat(gateway.get("/", bearer(TestIssuer.token(""))).passed()).isTrue();
        assertThat(gateway.get("/", bearer("a.b.c")).status()).isEqualTo(401);
        assertThat(issuer.got()).isEmpty();
        assertThat(gateway.get("/", bearer("opaque")).passed()).isTrue();
        assertThat(issuer.got()).hasSize(1);
    }

    private static JWK clientKey() throws ParseException {
        return JWKSet.parse(TestIssuer.jwks()).getKeyByKeyId("p256");
    }

    private static Header proof(String token, String path) throws ParseException, GeneralSecurityException {
        byte[] ath = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        String header =
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + clientKey().toJSONString() + "}";
        String claims =
                "{\"jti\":\"" + UUID.randomUUID() + "\",\"htm\":\"GET\",\"htu\":\"http://api.example:8000" + path
                        + "\",\"iat\":" + Instant.now().getEpochSecond() + ",\"ath\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(ath) + "\"}";
        return new Header("DPoP", TestIssuer.signed(header, "ES256", claims));
    }

    @Test
    void a_token_bound_to_a_key_passes_with_a_proof_once()
            throws ParseException, GeneralSecurityException, JOSEException {
        gateway.configure(
                "jwt-auth", "{\"issuers\": [" + TestIssuer.entry("") + "], \"proof\": {\"dpop\": \"required\"}}");
        String token = TestIssuer.token(",\"cnf\":{\"jkt\":\"" + clientKey().computeThumbprint() + "\"}");
        Header dpop = new Header("Authorization", "DPoP " + token);
        Header host = new Header("Host", "api.example");
        Header proof = proof(token, "/orders");

        assertThat(gateway.get("/orders?a=1", host, dpop, proof).passed()).isTrue();
        TestAnswer replayed = gateway.get("/orders?a=1", host, dpop, proof);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.headers("www-authenticate"))
                .singleElement()
                .asString()
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"");
        assertThat(gateway.get("/orders", host, dpop).status()).isEqualTo(401);
        assertThat(gateway.get("/other", host, dpop, proof(token, "/orders")).status())
                .isEqualTo(401);
        assertThat(gateway.get("/orders", host, bearer(token), proof(token, "/orders"))
                        .status())
                .isEqualTo(401);
        assertThat(gateway.get("/orders", host, bearer(TestIssuer.token(""))).status())
                .isEqualTo(401);
        assertThat(gateway.get("/orders", host).headers("www-authenticate"))
                .singleElement()
                .asString()
                .startsWith("DPoP realm=\"kong\"");
    }
}
