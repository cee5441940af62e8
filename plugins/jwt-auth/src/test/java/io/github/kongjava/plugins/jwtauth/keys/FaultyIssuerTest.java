package io.github.kongjava.plugins.jwtauth.keys;

import static io.github.kongjava.plugins.jwtauth.IssuerServer.answer;
import static io.github.kongjava.plugins.jwtauth.IssuerServer.write;
import static io.github.kongjava.plugins.jwtauth.keys.TestKeys.header;
import static io.github.kongjava.plugins.jwtauth.keys.TestKeys.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.IssuerServer;
import io.github.kongjava.plugins.jwtauth.IssuerServer.Behaviour;
import io.github.kongjava.plugins.jwtauth.config.RemoteKeysConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyIssuerTest {

    private static final JWK KEY = TestKeys.ec("good");

    private final IssuerServer issuer = new IssuerServer();
    private final KeySources sources = new KeySources();

    @AfterEach
    void stop() {
        sources.close();
        issuer.close();
    }

    private void refused(Duration timeout, Behaviour behaviour, String reason) {
        issuer.behaves("/jwks", behaviour);
        KeySource keys = sources.of(TestKeys.jwksUrl(issuer.url("/jwks")), TestKeys.remote(timeout));

        assertThatThrownBy(() -> keys.find(header("ES256", "good")))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining(reason);
    }

    private void refused(String answer, String reason) {
        try (KeySources fresh = new KeySources()) {
            issuer.behaves("/jwks", (got, connection, out) -> write(out, answer));
            KeySource keys = fresh.of(TestKeys.jwksUrl(issuer.url("/jwks")), TestKeys.remote());
            assertThatThrownBy(() -> keys.find(header("ES256", "good")))
                    .isInstanceOf(KeysUnavailableException.class)
                    .hasMessageContaining(reason);
        }
    }

    private List<String> found(String json) throws KeysUnavailableException {
        issuer.answers("/jwks", json);
        KeySource keys = sources.of(TestKeys.jwksUrl(issuer.url("/jwks")), TestKeys.remote());
        return TestKeys.kids(keys.find(header("ES256")));
    }

    @Test
    void silence_and_a_stalling_body_end_at_the_timeout() {
        refused(
                Duration.ofMillis(200),
                (got, connection, out) -> connection.getInputStream().read(),
                "within");
        refused(
                Duration.ofMillis(201),
                (got, connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"keys\"");
                    connection.getInputStream().read();
                },
                "within 20");
    }

    @Test
    void a_body_that_drips_for_ever_is_cut() {
        refused(
                Duration.ofMillis(300),
                (got, connection, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        write(out, "1\r\n \r\n");
                        Thread.onSpinWait();
                    }
                },
                "no answer of");
    }

    @Test
    void a_body_over_the_limit_a_redirect_and_a_reset_are_refused() {
        refused(answer(200, " ".repeat(20_001)), "over 20000 bytes");
        refused(answer(302, "", "Location: " + issuer.url("/other")), "the status is 302");
        refused("", "no answer of");
        refused("garbage\r\n\r\n", "no answer of");
        assertThat(issuer.got()).allMatch(got -> got.path().equals("/jwks"));
    }

    @Test
    void what_is_no_key_set_is_refused() {
        refused(answer(200, "<html>"), "is not one JSON object");
        refused(answer(200, "[]"), "is not one JSON object");
        refused(answer(200, set(KEY) + "x"), "is not one JSON object");
        refused(answer(200, "{\"keys\":[],\"keys\":[]}"), "is not one JSON object");
        refused(answer(200, "{\"keys\":7}"), "no list of keys");
        refused(answer(200, set("7,".repeat(100) + "7")), "101 keys");
        refused(answer(200, set("{\"kty\":\"RSA\"}")), "no key that may be used");
    }

    @Test
    void a_broken_weak_private_or_symmetric_key_is_left_out_and_the_others_serve() throws Exception {
        String secret = "{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"" + "A".repeat(64) + "\"}";
        String privateKey = KEY.toJSONString().replace("{", "{\"d\":\"AAAA\",");

        assertThat(found(set("7", "{}", secret, privateKey, TestKeys.rsaJson(1024, "weak"), KEY.toJSONString())))
                .containsExactly("good");
    }

    @Test
    void keys_for_encryption_and_of_unknown_kinds_are_left_out() throws Exception {
        String good = KEY.toJSONString();
        assertThat(found(set(
                        "{\"kty\":\"new\",\"kid\":\"a\"}",
                        good.replace("{", "{\"use\":\"enc\","),
                        good.replace("{", "{\"key_ops\":[\"encrypt\"],"),
                        good.replace("{", "{\"alg\":\"ECDH-ES\","),
                        good.replace("{", "{\"use\":\"sig\",\"key_ops\":[\"verify\"],\"alg\":\"ES256\","))))
                .containsExactly("good");
    }

    @Test
    void keys_of_one_id_are_all_candidates() throws Exception {
        assertThat(found(set(KEY, TestKeys.ec("good")))).containsExactly("good", "good");
    }

    @Test
    void a_set_without_keys_is_a_set() throws Exception {
        assertThat(found(set(new JWK[0]))).isEmpty();
    }

    @Test
    void a_discovery_document_names_the_keys_if_it_is_of_the_issuer() throws Exception {
        issuer.answers("/jwks", set(KEY));
        issuer.answers(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + TestKeys.ISS + "\",\"jwks_uri\":\"" + issuer.url("/jwks") + "\"}");

        KeySource keys = discovered();

        assertThat(TestKeys.kids(keys.find(header("ES256", "good")))).containsExactly("good");
    }

    private KeySource discovered() {
        return sources.of(TestKeys.discoveryUrl(issuer.url("/.well-known/openid-configuration")), TestKeys.remote());
    }

    private void discoveryFails(String document, String reason) {
        try (KeySources fresh = new KeySources()) {
            issuer.answers("/well-known", document);
            KeySource keys = fresh.of(TestKeys.discoveryUrl(issuer.url("/well-known")), TestKeys.remote());
            assertThatThrownBy(() -> keys.find(header("ES256", "good")))
                    .isInstanceOf(KeysUnavailableException.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void a_discovery_document_of_another_issuer_or_with_another_kind_of_address_is_refused() {
        String iss = "\"issuer\":\"" + TestKeys.ISS + "\"";

        discoveryFails("{\"issuer\":\"" + TestKeys.ISS + "/\",\"jwks_uri\":\"x\"}", "not of " + TestKeys.ISS);
        discoveryFails("{\"issuer\":7}", "not of " + TestKeys.ISS);
        discoveryFails("{" + iss + "}", "no usable jwks_uri");
        discoveryFails("{" + iss + ",\"jwks_uri\":\"file:///etc/passwd\"}", "no usable jwks_uri");
        discoveryFails("{" + iss + ",\"jwks_uri\":\"http://me@127.0.0.1/\"}", "no usable jwks_uri");
        discoveryFails("no JSON", "is not one JSON object");
    }

    @Test
    void plain_http_is_refused_unless_allowed() {
        RemoteKeysConfig strict = TestKeys.remote(Duration.ofSeconds(20), false, Optional.empty());

        assertThatThrownBy(() -> sources.of(TestKeys.jwksUrl(URI.create("http://issuer.example/jwks")), strict))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuer " + TestKeys.ISS + ": jwks_url: plain http");
    }

    @Test
    void a_point_beside_the_curve_is_left_out() throws Exception {
        ECKey key = (ECKey) KEY;
        String beside = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"bad\",\"x\":\"" + key.getX() + "\",\"y\":\""
                + key.getX() + "\"}";

        assertThat(found(set(beside, KEY.toJSONString()))).containsExactly("good");
    }
}
