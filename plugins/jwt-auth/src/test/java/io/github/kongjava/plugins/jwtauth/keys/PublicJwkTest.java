package io.github.kongjava.plugins.jwtauth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import io.github.kongjava.plugins.jwtauth.token.StrictJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicJwkTest {

    /** RFC 7638, 3.1. */
    private static final String RFC7638 =
            "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAA"
                    + "tVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65"
                    + "YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4"
                    + "lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}";

    /** RFC 7517, A.1. */
    private static final String RFC7517_EC =
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                    + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\",\"use\":\"USE\",\"kid\":\"1\"}";

    /** RFC 8037, A.2. */
    private static final String RFC8037 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

    private static Optional<JWK> read(String json) throws UnusableKeyException {
        try {
            ObjectNode node = StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
            return PublicJwk.read(node);
        } catch (MalformedTokenException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void refused(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(why);
    }

    @Test
    void the_keys_of_the_RFCs_are_read_and_have_their_thumbprints() throws Exception {
        assertThat(read(RFC7638).orElseThrow().computeThumbprint())
                .hasToString("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(read(RFC8037).orElseThrow().computeThumbprint())
                .hasToString("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(read(RFC7517_EC.replace("USE", "sig")).orElseThrow().getKeyID())
                .isEqualTo("1");
    }

    @Test
    void a_key_for_encryption_is_none_for_signatures() throws Exception {
        assertThat(read(RFC7517_EC.replace("USE", "enc"))).isEmpty();
        assertThat(read(RFC7638.replace("RS256", "RSA-OAEP"))).isEmpty();
        assertThat(read(RFC8037.replace("Ed25519", "X25519"))).isEmpty();
    }

    @Test
    void an_algorithm_for_another_kind_of_key_is_refused() {
        refused(RFC7638.replace("RS256", "ES256"), "does not go with");
        refused(RFC7517_EC.replace("\"use\":\"USE\"", "\"alg\":\"ES384\""), "does not go with");
    }

    @Test
    void members_that_are_missing_or_of_another_type_are_refused() {
        refused("{}", "no kty");
        refused(RFC7638.replace("\"AQAB\"", "65537"), "its e is no text");
        refused(RFC7638.replace("\"2011-04-29\"", "7"), "its kid is no text");
        refused(RFC7638.replace("\"n\"", "\"m\""), "it has no n");
        refused(RFC8037.replace("\"Ed25519\"", "[]"), "its crv is no text");
        refused(RFC8037.replace("}", ",\"key_ops\":\"verify\"}"), "its key_ops is no list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp",
                "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="
            })
    void other_spellings_of_the_same_bytes_are_refused(String x) {
        refused("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}", "base64url");
    }

    @Test
    void private_parts_are_refused_whatever_the_rest() {
        refused(RFC8037.replace("}", ",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}"), "not public");
        refused("{\"kty\":\"oct\",\"k\":\"AAAA\"}", "not public");
        refused(RFC7638.replace("}", ",\"oth\":null}"), "not public");
    }

    private static String rsa(BigInteger modulus, String exponent) {
        return "{\"kty\":\"RSA\",\"n\":\"" + Base64URL.encode(modulus) + "\",\"e\":\"" + exponent + "\"}";
    }

    @Test
    void weak_RSA_keys_are_refused() {
        BigInteger strong =
                new BigInteger(1, Base64URL.from(RFC7638.substring(18, 360)).decode());

        refused(TestKeys.rsaJson(1024, "weak"), "its modulus has 1024 bits");
        refused(rsa(BigInteger.TWO.pow(8192).add(BigInteger.ONE), "AQAB"), "8193 bits");
        refused(rsa(strong, "AQ"), "its exponent");
        refused(rsa(strong, "Ag"), "its exponent");
        refused(rsa(strong, "AQAAAAAAAAAB"), "its exponent");
        refused(rsa(BigInteger.TWO.pow(2047), "AQAB"), "can be factored");
        refused(rsa(strong.subtract(strong.mod(BigInteger.valueOf(3))), "AQAB"), "can be factored");
    }

    @Test
    void the_moduli_of_the_faulty_chips_are_refused() {
        BigInteger primorial = BigInteger.TWO;
        for (int prime = 3; prime <= 167; prime += 2) {
            if (BigInteger.valueOf(prime).isProbablePrime(50)) {
                primorial = primorial.multiply(BigInteger.valueOf(prime));
            }
        }
        BigInteger residue = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(1234567), primorial);
        BigInteger modulus = BigInteger.TWO
                .pow(2047)
                .divide(primorial)
                .add(BigInteger.ONE)
                .multiply(primorial)
                .add(residue);

        refused(rsa(modulus, "AQAB"), "can be factored");
    }

    /** The points of order 1, 2, 4 and 8 in their canonical spelling. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void points_of_small_order_are_refused(String hex) {
        refused(ed25519(hex), "small order");
    }

    @Test
    void what_is_no_point_of_Ed25519_is_refused() {
        refused(ed25519("02" + "00".repeat(31)), "no point");
        refused(ed25519("ee" + "ff".repeat(30) + "7f"), "no point");
        refused(RFC8037.replace("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "AAAA"), "length");
    }

    private static String ed25519(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Base64URL.encode(bytes) + "\"}";
    }
}
