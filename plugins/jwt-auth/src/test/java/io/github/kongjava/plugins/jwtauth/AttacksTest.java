package io.github.kongjava.plugins.jwtauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttacksTest {

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.of(JwtAuth.class);
        String algorithms = "\"RS256\",\"PS256\",\"ES256\",\"ES384\",\"ES512\",\"EdDSA\"";
        String asymmetric = TestIssuer.entry(", \"algorithms\": [" + algorithms + "], \"audiences\": [\"orders\"]");
        // The attacker may choose an issuer whose tokens are made with a secret: it must not be the other one's public
        // key.
        String symmetric =
                "{\"iss\": \"https://secret.example\", \"algorithms\": [\"HS256\"], \"secrets\": [{\"secret\": \""
                        + TestIssuer.SECRET + "\"}]}";
        gateway.configure("jwt-auth", "{\"issuers\": [" + asymmetric + "," + symmetric + "]}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static final String GOOD = ",\"aud\":\"orders\"";
    private static final byte[] SIGNING = "x".getBytes(StandardCharsets.US_ASCII);

    private static TestAnswer send(String token) {
        return gateway.get("/", new Header("Authorization", "Bearer " + token));
    }

    private static String claims(String more) {
        return TestIssuer.claims(GOOD + more);
    }

    /** Claims with one of the registered ones replaced. */
    private static String with(String name, String value) {
        long now = Instant.now().getEpochSecond();
        String all = "";
        for (String claim : List.of("iss", "aud", "exp")) {
            String usual = claim.equals("iss")
                    ? "\"" + TestIssuer.ISS + "\""
                    : claim.equals("aud") ? "\"orders\"" : Long.toString(now + 60);
            if (!claim.equals(name)) {
                all += "\"" + claim + "\":" + usual + ",";
            }
        }
        return "{" + all + "\"" + name + "\":" + value + "}";
    }

    private static Arguments named(String name, String token) {
        return Arguments.of(name, token);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String unsigned(String header) {
        return TestIssuer.part(header) + "." + TestIssuer.part(claims("")) + ".";
    }

    private static String good(String header) {
        return TestIssuer.signed(header, "ES256", claims(""));
    }

    @Test
    void the_tokens_of_these_tests_would_pass_without_the_attack() {
        assertThat(send(TestIssuer.token("ES256", "p256", claims(""))).passed()).isTrue();
        assertThat(send(good("{\"alg\":\"ES256\"}")).passed()).isTrue();
        assertThat(send(TestIssuer.token("ES256", "p256", with("iat", "1"))).passed())
                .isTrue();
    }

    static Stream<Arguments> algorithms() {
        return Stream.concat(
                Stream.of(
                                "none", "None", "NONE", "nOnE", "", " none", "HS256", "hs256", "RS1", "ES256K", "es256",
                                "RS512")
                        .flatMap(algorithm -> Stream.of(
                                named("unsigned " + algorithm, unsigned("{\"alg\":\"" + algorithm + "\"}")),
                                named(
                                        "signed " + algorithm,
                                        TestIssuer.signed("{\"alg\":\"" + algorithm + "\"}", "RS256", claims(""))))),
                Stream.of(
                        named("no alg", good("{\"kid\":\"p256\"}")),
                        named("alg null", good("{\"alg\":null}")),
                        named("alg list", good("{\"alg\":[\"ES256\"]}")),
                        named("alg number", good("{\"alg\":256}")),
                        named("alg of another key", TestIssuer.signed("{\"alg\":\"ES384\"}", "ES256", claims(""))),
                        named("kid of another key", TestIssuer.token("ES256", "rsa", claims("")))));
    }

    static Stream<Arguments> confusion() {
        byte[] der = TestIssuer.rsa().getEncoded();
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
        String header = "{\"alg\":\"HS256\",\"kid\":\"rsa\"}";
        return Stream.of(
                        pem,
                        pem + "\n",
                        pem.replace("\n", "\r\n"),
                        pem.replace("\n", ""),
                        body,
                        body.replace("\n", ""),
                        TestIssuer.jwks(),
                        encoded(TestIssuer.rsa().getModulus().toByteArray()),
                        "")
                .map(text -> text.isEmpty() ? der : text.getBytes(StandardCharsets.US_ASCII))
                .map(key -> {
                    String input = TestIssuer.part(header) + "." + TestIssuer.part(claims(""));
                    byte[] mac = TestIssuer.hmac("SHA256", key, input.getBytes(StandardCharsets.US_ASCII));
                    return named("HS256 with " + key.length + " bytes", input + "." + encoded(mac));
                });
    }

    static Stream<Arguments> signatures() {
        String right = TestIssuer.token("ES256", "p256", claims(""));
        String input = right.substring(0, right.lastIndexOf('.') + 1);
        byte[] signature = Base64.getUrlDecoder().decode(right.substring(input.length()));
        byte[] order = TestIssuer.orderOfP256();
        byte[] one = new byte[32];
        one[31] = 1;
        byte[] flipped = signature.clone();
        flipped[40] ^= 1;
        return Stream.of(
                named("empty", input),
                named("null", input + "null"),
                named("of another token", input + encoded(TestIssuer.signature("ES256", SIGNING))),
                named("flipped bit", input + encoded(flipped)),
                named("zeros", input + encoded(new byte[64])),
                named("r zero", input + encoded(joined(new byte[32], one))),
                named("s zero", input + encoded(joined(one, new byte[32]))),
                named("order", input + encoded(joined(order, order))),
                named("order and one", input + encoded(joined(order, one))),
                named("one and order", input + encoded(joined(one, order))),
                named("all ones", input + encoded(filled(64))),
                named("short", input + encoded(Arrays.copyOf(signature, 63))),
                named("half", input + encoded(Arrays.copyOf(signature, 32))),
                named("one byte", input + encoded(new byte[1])),
                named("long", input + encoded(Arrays.copyOf(signature, 65))),
                named("P-384 long", input + encoded(Arrays.copyOf(signature, 96))),
                named("DER of zeros", input + encoded(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})),
                named("zero EdDSA", swapped("EdDSA", "ed", 64)),
                named("short EdDSA", swapped("EdDSA", "ed", 63)),
                named("long EdDSA", swapped("EdDSA", "ed", 65)),
                named("zero RSA", swapped("RS256", "rsa", 256)),
                named("short RSA", swapped("RS256", "rsa", 255)),
                named("long RSA", swapped("RS256", "rsa", 257)),
                named("zero PSS", swapped("PS256", "rsa", 256)),
                named("zero P-521", swapped("ES512", "p521", 132)));
    }

    private static String swapped(String algorithm, String kid, int zeros) {
        String right = TestIssuer.token(algorithm, kid, claims(""));
        return right.substring(0, right.lastIndexOf('.') + 1) + encoded(new byte[zeros]);
    }

    private static byte[] joined(byte[] r, byte[] s) {
        byte[] both = Arrays.copyOf(r, 64);
        System.arraycopy(s, 0, both, 32, 32);
        return both;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    static Stream<Arguments> headers() {
        String key = "{\"kty\":\"oct\",\"k\":\"AAAA\"}";
        String hmac = "{\"alg\":\"HS256\",\"jwk\":" + key + "}";
        return Stream.of(
                named("kid path", good("{\"alg\":\"ES256\",\"kid\":\"../../../dev/null\"}")),
                named("kid SQL", good("{\"alg\":\"ES256\",\"kid\":\"x' UNION SELECT 'a\"}")),
                named("kid command", good("{\"alg\":\"ES256\",\"kid\":\"|/bin/id\"}")),
                named("kid nul", good("{\"alg\":\"ES256\",\"kid\":\"p256\\u0000\"}")),
                named("kid null", good("{\"alg\":\"ES256\",\"kid\":null}")),
                named("kid list", good("{\"alg\":\"ES256\",\"kid\":[\"p256\"]}")),
                named("kid long", good("{\"alg\":\"ES256\",\"kid\":\"" + "p".repeat(4000) + "\"}")),
                named("jwk", unsignedBy(hmac)),
                named("jku", foreign("\"jku\":\"https://evil.example/keys\"")),
                named("x5u", foreign("\"x5u\":\"https://evil.example/cert\"")),
                named("x5c", foreign("\"x5c\":[\"MIIB\"]")),
                named("x5c garbage", foreign("\"x5c\":{\"a\":[null]},\"x5t\":7,\"jwk\":[]")),
                named("crit empty", good("{\"alg\":\"ES256\",\"crit\":[]}")),
                named("crit null", good("{\"alg\":\"ES256\",\"crit\":null}")),
                named("crit b64", good("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":true}")),
                named("crit unknown", good("{\"alg\":\"ES256\",\"crit\":[\"exp\"]}")),
                named("b64 false", good("{\"alg\":\"ES256\",\"b64\":false}")),
                named("b64 text", good("{\"alg\":\"ES256\",\"b64\":\"true\"}")),
                named("typ number", good("{\"alg\":\"ES256\",\"typ\":1}")),
                named("header null", TestIssuer.signed("null", "ES256", claims(""))),
                named("header list", TestIssuer.signed("[]", "ES256", claims(""))),
                named("header empty", TestIssuer.signed("{}", "ES256", claims(""))),
                named("header text", TestIssuer.signed("\"alg\"", "ES256", claims(""))),
                named("header twice", TestIssuer.signed("{\"alg\":\"none\",\"alg\":\"ES256\"}", "ES256", claims(""))));
    }

    private static String unsignedBy(String header) {
        String input = TestIssuer.part(header) + "." + TestIssuer.part(claims(""));
        return input + "." + encoded(TestIssuer.hmac("SHA256", new byte[3], input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A token of an attacker's own key, which he names. */
    private static String foreign(String field) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"evil\"," + field + "}";
        return TestIssuer.part(header) + "." + TestIssuer.part(claims("")) + "." + encoded(filled(256));
    }

    static Stream<Arguments> shapes() {
        String right = TestIssuer.token("ES256", "p256", claims(""));
        String[] parts = right.split("\\.", -1);
        String deep = "[".repeat(1000) + "]".repeat(1000);
        return Stream.of(
                named("truncated", right.substring(0, right.length() - 1)),
                named("no signature", parts[0] + "." + parts[1]),
                named("header alone", parts[0]),
                named("dots", ".."),
                named("one dot", "."),
                named("four parts", right + ".AAAA"),
                named("five parts", right + ".AAAA.AAAA"),
                named("trailing byte", right + "A"),
                named("trailing dot", right + "."),
                named("trailing tab", right + "\t\u00a0"),
                named("space inside", parts[0] + ". " + parts[1] + "." + parts[2]),
                named("two spaces and more", right + " " + right),
                named("padding", parts[0] + "=." + parts[1] + "." + parts[2]),
                named("padded signature", right + "=="),
                named(
                        "plain base64",
                        parts[0] + "." + parts[1] + "."
                                + parts[2].replace('-', '+').replace('_', '/') + "+/"),
                named("not canonical", uncanonical(right)),
                named("umlaut", right.replace("e", "\u00e9")),
                named("payload list", TestIssuer.token("ES256", "p256", "[]")),
                named("payload null", TestIssuer.token("ES256", "p256", "null")),
                named("payload text", TestIssuer.token("ES256", "p256", "\"x\"")),
                named("payload empty", TestIssuer.token("ES256", "p256", "")),
                named("payload no JSON", TestIssuer.token("ES256", "p256", "{")),
                named("payload twice", TestIssuer.token("ES256", "p256", claims("") + claims(""))),
                named("payload newline and more", TestIssuer.token("ES256", "p256", claims("") + "\nx")),
                named("claim twice", TestIssuer.token("ES256", "p256", claims(",\"iss\":\"" + TestIssuer.ISS + "\""))),
                named("deep", TestIssuer.token("ES256", "p256", claims(",\"a\":" + deep))),
                named("deep header", good("{\"alg\":\"ES256\",\"a\":" + deep + "}")),
                named("long number", TestIssuer.token("ES256", "p256", claims(",\"a\":" + "9".repeat(500)))),
                named("5 MB", "A".repeat(5_000_000)),
                named("5 MB in parts", parts[0] + "." + "A".repeat(5_000_000) + "." + parts[2]));
    }

    /** The signature has 64 bytes, so its last character has four bits that say nothing. */
    private static String uncanonical(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    }

    static Stream<Arguments> payloads() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                        new String[] {"exp", Long.toString(now - 100)},
                        new String[] {"exp", "0"},
                        new String[] {"exp", "-1"},
                        new String[] {"exp", "\"" + (now + 100) + "\""},
                        new String[] {"exp", "null"},
                        new String[] {"exp", "true"},
                        new String[] {"exp", "[" + (now + 100) + "]"},
                        new String[] {"exp", "{}"},
                        new String[] {"exp", "1e400"},
                        new String[] {"exp", "1e30"},
                        new String[] {"exp", (now + 100) + "000"},
                        new String[] {"nbf", Long.toString(now + 100)},
                        new String[] {"nbf", "\"1\""},
                        new String[] {"nbf", "null"},
                        new String[] {"iat", Long.toString(now + 100)},
                        new String[] {"iat", "\"1\""},
                        new String[] {"iat", "[]"},
                        new String[] {"iss", "[\"" + TestIssuer.ISS + "\"]"},
                        new String[] {"iss", "1"},
                        new String[] {"iss", "{}"},
                        new String[] {"iss", "null"},
                        new String[] {"iss", "\"\""},
                        new String[] {"iss", "\"" + TestIssuer.ISS + "/\""},
                        new String[] {"iss", "\"" + TestIssuer.ISS.toUpperCase(java.util.Locale.ROOT) + "\""},
                        new String[] {"iss", "\"" + TestIssuer.ISS + "\\u0000\""},
                        new String[] {"iss", "\"https://secret.example\""},
                        new String[] {"aud", "1"},
                        new String[] {"aud", "null"},
                        new String[] {"aud", "{\"orders\":1}"},
                        new String[] {"aud", "[[\"orders\"]]"},
                        new String[] {"aud", "[\"orders\",1]"},
                        new String[] {"aud", "[]"},
                        new String[] {"aud", "\"\""},
                        new String[] {"aud", "\"orders2\""},
                        new String[] {"aud", "\"payments orders\""})
                .map(claim ->
                        named(claim[0] + " " + claim[1], TestIssuer.token("ES256", "p256", with(claim[0], claim[1]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"algorithms", "confusion", "signatures", "headers", "shapes", "payloads"})
    void each_is_refused(String name, String token) {
        TestAnswer answer = send(token);

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("error=\"invalid_token\""));
    }

    @Test
    void claims_that_are_missing_are_refused() {
        assertThat(send(TestIssuer.token("ES256", "p256", "{}")).status()).isEqualTo(401);
        assertThat(send(TestIssuer.token("ES256", "p256", "{\"iss\":\"" + TestIssuer.ISS + "\",\"aud\":\"orders\"}"))
                        .status())
                .isEqualTo(401);
        assertThat(send(TestIssuer.token("")).status()).as("aud").isEqualTo(401);
    }

    @Test
    void line_breaks_around_a_token_are_refused() {
        String right = TestIssuer.token("ES256", "p256", claims(""));

        for (String token : List.of(right + "\n", right + "\r\n", "\n" + right, right.replace(".", ".\n"))) {
            assertThat(gateway.get("/", new Header("Authorization", "Bearer " + token))
                            .status())
                    .isEqualTo(401);
        }
    }
}
