package io.github.kongjava.plugins.jwtauth.keys;

import static io.github.kongjava.plugins.jwtauth.keys.TestKeys.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.jwtauth.config.HmacSecret;
import io.github.kongjava.plugins.jwtauth.config.HmacSecret.Encoding;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfiguredKeysTest {

    /** Of a key of P-256, made for this test. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBdzCCAR2gAwIBAgIUF63ZdzxhehTre/FLhH1fnsDfLJYwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGaXNzdWVyMB4XDTI2MTEyNDA0MDY0N1oXDTI2MTEyNzA0MDY0
            N1owETEPMA0GA1UEAwwGaXNzdWVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            fKIZi4wWqYYk5nwQ3ftNap8RqySO6jnJiusp1o0hpQP2soTBHQrQ0EsyTnv3NNN4
            Mk6as0JdKM/QPVNqcfrUkKNTMFEwHQYDVR0OBBYEFFs8zDrWRtLi4X+y+wFxGuHs
            W2yKMB8GA1UdIwQYMBaAFFs8zDrWRtLi4X+y+wFxGuHsW2yKMA8GA1UdEwEB/wQF
            MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgRnxywVSDdhpKOm2k/TJk2pOLsH6lhLgy
            /aC3gWZ3TasCIQCSJw1UpEqqTlWHrL6uCUoys2gba4pY7RjcIpfh3UDGIQ==
            -----END CERTIFICATE-----
            """;

    private static final String ITS_KEY = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfKIZi4wWqYYk5nwQ3ftNap8RqySO
            6jnJiusp1o0hpQP2soTBHQrQ0EsyTnv3NNN4Mk6as0JdKM/QPVNqcfrUkA==
            -----END PUBLIC KEY-----
            """;

    private final KeySources sources = new KeySources();

    @AfterEach
    void stop() {
        sources.close();
    }

    private List<JWK> find(IssuerConfig issuer, String algorithm, String kid) throws KeysUnavailableException {
        return sources.of(issuer, TestKeys.remote()).find(header(algorithm, kid));
    }

    private void refused(IssuerConfig issuer, String why) {
        assertThatThrownBy(() -> sources.of(issuer, TestKeys.remote()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuer " + TestKeys.ISS + ": " + why);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    private static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static HmacSecret secret(String kid, String text, Encoding encoding) {
        return new HmacSecret(Optional.of(kid).filter(name -> !name.isEmpty()), Secret.of(text), encoding);
    }

    @Test
    void a_key_set_is_found_by_key_id() throws Exception {
        IssuerConfig issuer = TestKeys.jwks(TestKeys.set(TestKeys.ec("a"), TestKeys.ec("b")));

        assertThat(TestKeys.kids(find(issuer, "ES256", "a"))).containsExactly("a");
        assertThat(find(issuer, "ES256", "c")).isEmpty();
        assertThat(find(issuer, "ES384", "a")).isEmpty();
        assertThat(sources.of(issuer, TestKeys.remote()).find(header("ES256"))).hasSize(2);
    }

    @Test
    void a_key_set_with_a_key_that_must_not_be_used_is_refused() {
        refused(TestKeys.jwks("{"), "jwks: it is not one JSON object");
        refused(TestKeys.jwks("{\"keys\":[]}"), "jwks: it has no key");
        refused(TestKeys.jwks(TestKeys.set(TestKeys.rsaJson(1024, "a"))), "jwks: key 1 (kid a): its modulus");
        refused(TestKeys.jwks(TestKeys.set("{\"kty\":\"oct\",\"k\":\"AA\"}")), "jwks: key 1: it is not public");
    }

    @Test
    void keys_and_certificates_as_PEM_fit_any_key_id() throws Exception {
        assertThat(find(TestKeys.pem(CERTIFICATE), "ES256", "any"))
                .isEqualTo(find(TestKeys.pem(ITS_KEY), "ES256", "other"))
                .hasSize(1);
        assertThat(find(TestKeys.pem(CERTIFICATE + ITS_KEY), "ES256", "any")).hasSize(2);
        assertThat(find(TestKeys.pem(pem(TestKeys.pair("RSA", 2048).getPublic())), "RS256", "any"))
                .hasSize(1);
    }

    @Test
    void a_key_of_Ed25519_as_PEM_is_the_same_as_a_JWK() throws Exception {
        String rfc8037 = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        byte[] x = Base64.getUrlDecoder().decode(rfc8037);
        byte[] spki = new byte[12 + x.length];
        System.arraycopy(
                new byte[] {0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0}, 0, spki, 0, 12);
        System.arraycopy(x, 0, spki, 12, x.length);

        JWK key = find(TestKeys.pem(pem("PUBLIC KEY", spki)), "EdDSA", "any").get(0);

        assertThat(((OctetKeyPair) key).getX()).hasToString(rfc8037);
    }

    @Test
    void PEM_with_anything_else_is_refused() {
        refused(TestKeys.pem("MIGf"), "pem[0]: it has no block");
        refused(TestKeys.pem(pem("PUBLIC KEY", new byte[] {1})), "pem[0]: it is no key of");
        refused(TestKeys.pem(pem("CERTIFICATE", new byte[] {1})), "pem[0]: it is no certificate");
        refused(
                TestKeys.pem(pem(
                        "PRIVATE KEY", TestKeys.pair("RSA", 2048).getPrivate().getEncoded())),
                "pem[0]: it has a PRIVATE KEY");
        refused(TestKeys.pem(pem(TestKeys.pair("RSA", 1024).getPublic())), "pem[0]: its modulus has 1024 bits");
        refused(TestKeys.pem(pem(TestKeys.pair("Ed448", 0).getPublic())), "pem[0]: it is ");
        refused(TestKeys.pem(pem(TestKeys.pair("DSA", 2048).getPublic())), "pem[0]: it is no key of");
    }

    @Test
    void a_secret_serves_the_hashes_that_are_not_longer() throws Exception {
        IssuerConfig issuer = TestKeys.secrets(secret("", "x".repeat(32), Encoding.TEXT));

        assertThat(find(issuer, "HS256", "any")).hasSize(1);
        assertThat(find(issuer, "HS384", "any")).isEmpty();
        assertThat(find(issuer, "RS256", "any")).isEmpty();
    }

    @Test
    void a_secret_in_base64url_counts_by_its_bytes() throws Exception {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[48]);
        IssuerConfig issuer = TestKeys.secrets(secret("a", encoded, Encoding.BASE64URL));

        assertThat(find(issuer, "HS384", "a")).hasSize(1);
        assertThat(find(issuer, "HS384", "b")).isEmpty();
    }

    @Test
    void a_short_or_broken_secret_is_refused_and_not_shown() {
        refused(TestKeys.secrets(secret("", "x".repeat(31), Encoding.TEXT)), "secrets[0].secret: it has 248 bits");
        refused(TestKeys.secrets(secret("", "", Encoding.TEXT)), "secrets[0].secret: it is empty");
        HmacSecret broken = secret("", "ABC*".repeat(20), Encoding.BASE64URL);
        refused(TestKeys.secrets(broken), "secrets[0].secret: it is not base64url");
        assertThat(broken.toString()).doesNotContain("ABC");
    }
}
