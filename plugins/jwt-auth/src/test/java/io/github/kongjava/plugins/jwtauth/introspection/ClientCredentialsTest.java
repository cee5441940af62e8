package io.github.kongjava.plugins.jwtauth.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.kongjava.plugins.jwtauth.IssuerServer;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig.Method;
import io.github.kongjava.plugins.jwtauth.signature.SignatureCheck;
import io.github.kongjava.plugins.jwtauth.token.CompactToken;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {

    private static final KeyPair RSA = pair("RSA");
    private static final KeyPair EC = ec("secp384r1");
    private static final KeyPair ED = pair("Ed25519");

    private final IssuerServer issuer = new IssuerServer();
    private final URI url = issuer.url("/ask?tenant=1");
    private final Introspectors introspectors = new Introspectors();

    ClientCredentialsTest() {
        issuer.answers("/ask?tenant=1", "{\"active\":true}");
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
    }

    private IssuerServer.Got got(IntrospectionConfig config) throws InterruptedException {
        assertThat(introspectors.of(config).orElseThrow().introspect("t")).isInstanceOf(Introspection.Active.class);
        return issuer.got().get(issuer.got().size() - 1);
    }

    private static Map<String, String> fields(IssuerServer.Got got) {
        return Arrays.stream(got.body().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Test
    void client_secret_basic_encodes_both_before_it_puts_them_together() throws Exception {
        IssuerServer.Got got = got(TestConfig.secret(url, Method.CLIENT_SECRET_BASIC));

        String credentials = got.header("authorization").get(0).substring("Basic ".length());
        assertThat(new String(Base64.getDecoder().decode(credentials), StandardCharsets.US_ASCII))
                .isEqualTo("gate+way%3A1:s3cr%3At%25%2B%C3%BC");
        assertThat(fields(got)).containsOnlyKeys("token", "token_type_hint");
    }

    @Test
    void client_secret_post_sends_both_in_the_form() throws Exception {
        IssuerServer.Got got = got(TestConfig.secret(url, Method.CLIENT_SECRET_POST));

        assertThat(fields(got))
                .containsEntry("client_id", TestConfig.CLIENT)
                .containsEntry("client_secret", TestConfig.SECRET);
        assertThat(got.header("authorization")).isEmpty();
    }

    private CompactToken assertion(String key, JWK publicKey, String algorithm) throws Exception {
        Map<String, String> fields = fields(got(TestConfig.key(url, key)));
        assertThat(fields)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        CompactToken token = CompactToken.parse(fields.getOrDefault("client_assertion", ""));
        assertThat(token.header().path("alg").textValue()).isEqualTo(algorithm);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).build();
        assertThat(SignatureCheck.verifies(publicKey, header, token)).isTrue();
        return token;
    }

    @Test
    void private_key_jwt_is_a_short_lived_token_for_the_endpoint_alone() throws Exception {
        RSAKey publicKey = new RSAKey.Builder((RSAPublicKey) RSA.getPublic()).build();

        CompactToken token = assertion(pem(RSA), publicKey, "RS256");

        assertThat(token.payload().path("iss").textValue()).isEqualTo(TestConfig.CLIENT);
        assertThat(token.payload().path("sub").textValue()).isEqualTo(TestConfig.CLIENT);
        assertThat(token.payload().path("aud").textValue()).isEqualTo(url.toString());
        assertThat(token.payload().path("exp").longValue()
                        - token.payload().path("iat").longValue())
                .isEqualTo(60);
        assertThat(token.payload().path("jti").textValue()).hasSize(22);
        assertThat(token.header().has("kid")).isFalse();
    }

    @Test
    void every_kind_of_key_signs_by_its_algorithm() throws Exception {
        ECKey ec = new ECKey.Builder(Curve.P_384, (ECPublicKey) EC.getPublic()).build();
        byte[] spki = ED.getPublic().getEncoded();
        Base64URL x = Base64URL.encode(Arrays.copyOfRange(spki, spki.length - 32, spki.length));

        assertion(pem(EC), ec, "ES384");
        assertion(pem(ED), new OctetKeyPair.Builder(Curve.Ed25519, x).build(), "EdDSA");
    }

    @Test
    void a_JWK_brings_its_algorithm_and_its_name() throws Exception {
        RSAKey rsa = new RSAKey.Builder((RSAPublicKey) RSA.getPublic())
                .privateKey(RSA.getPrivate())
                .algorithm(JWSAlgorithm.PS384)
                .keyID("mine")
                .build();
        ECKey ec = new ECKey.Builder(Curve.P_384, (ECPublicKey) EC.getPublic())
                .privateKey(EC.getPrivate())
                .build();

        assertThat(assertion(rsa.toJSONString(), rsa.toPublicJWK(), "PS384")
                        .header()
                        .path("kid")
                        .textValue())
                .isEqualTo("mine");
        assertion(ec.toJSONString(), ec.toPublicJWK(), "ES384");
    }

    @Test
    void the_key_of_RFC_8037_signs() throws Exception {
        String json = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

        assertion(json, JWK.parse(json).toPublicJWK(), "EdDSA");
    }

    @Test
    void each_question_has_an_assertion_of_its_own() throws Exception {
        RSAKey publicKey = new RSAKey.Builder((RSAPublicKey) RSA.getPublic()).build();
        Introspectors others = new Introspectors();
        List<CompactToken> tokens = List.of(assertion(pem(RSA), publicKey, "RS256"));
        others.of(TestConfig.key(url, pem(RSA))).orElseThrow().introspect("t");

        CompactToken second = CompactToken.parse(fields(issuer.got().get(1)).getOrDefault("client_assertion", ""));

        assertThat(second.payload().path("jti"))
                .isNotEqualTo(tokens.get(0).payload().path("jti"));
    }
}
