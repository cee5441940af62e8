package io.github.kongjava.plugins.jwtauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRulesTest {

    // Over MsgPack Kong hears why an instance does not start.
    private final TestGateway gateway = TestGateway.of(Protocol.MSGPACK, JwtAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void configure(String issuersAndMore) {
        gateway.configure("jwt-auth", "{\"issuers\": [" + issuersAndMore + "}");
    }

    private void assertRefused(String message) {
        assertThat(gateway.get("/").status()).isEqualTo(500);
        assertThat(gateway.failures().toString()).contains(message);
    }

    @Test
    void an_issuer_stands_there_once() {
        configure(TestIssuer.entry("") + "," + TestIssuer.entry("") + "]");

        assertRefused("issuers[1].iss: is also that of another issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"token\": {\"authorization\": false}|token: no token can come",
                "\"token\": {\"header\": \"Authorization\"}|token.header: Authorization is read already",
                "\"scopes\": {\"claim\": \"scope\", \"all\": [\"a b\"]}|scopes: a scope is",
                "\"claim_headers\": {\"Host\": \"sub\"}|claim_headers: Host belongs"
            })
    void a_configuration_that_makes_no_sense_is_refused_with_the_field(String configAndMessage) {
        String[] both = configAndMessage.split("\\|", -1);
        configure(TestIssuer.entry("") + "], " + both[0]);

        assertRefused(both[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"algorithms\": [\"HS256\"]|issuers[0].algorithms: HS256",
                ", \"secrets\": [{\"secret\": \"x\"}]|issuers[0].secrets: serve HS256"
            })
    void algorithms_and_keys_must_go_together(String issuerAndMessage) {
        String[] both = issuerAndMessage.split("\\|", -1);
        configure(TestIssuer.entry(both[0]) + "]");

        assertRefused(both[1]);
    }
}
