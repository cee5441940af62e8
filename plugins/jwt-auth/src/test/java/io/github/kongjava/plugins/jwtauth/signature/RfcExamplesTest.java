package io.github.kongjava.plugins.jwtauth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.token.CompactToken;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RfcExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> examples() throws Exception {
        try (InputStream in = RfcExamplesTest.class.getResourceAsStream("rfc-examples.json")) {
            JsonNode examples = JSON.readTree(Objects.requireNonNull(in));
            return StreamSupport.stream(examples.spliterator(), false)
                    .map(example -> Arguments.of(
                            example.path("example").asText(),
                            example.path("key").toString(),
                            example.path("jws").asText()))
                    .toList()
                    .stream();
        }
    }

    /** The payloads of some are no claims, so the token is taken apart here. */
    private static CompactToken token(String jws, int flippedByte) throws Exception {
        String[] parts = jws.split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        if (flippedByte >= 0) {
            signature[flippedByte] ^= 1;
        }
        return new CompactToken(
                (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(parts[0])),
                JsonNodeFactory.instance.objectNode(),
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                signature);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void its_signature_is_verified_and_no_other(String name, String key, String jws) throws Exception {
        JWK parsed = JWK.parse(key);
        JWSHeader header = JWSHeader.parse(
                new String(Base64.getUrlDecoder().decode(jws.substring(0, jws.indexOf('.'))), StandardCharsets.UTF_8));
        CompactToken right = token(jws, -1);

        assertThat(SignatureCheck.verifies(parsed, header, right)).isTrue();
        for (int i = 0; i < right.signature().length; i++) {
            assertThat(SignatureCheck.verifies(parsed, header, token(jws, i)))
                    .as("byte %d flipped", i)
                    .isFalse();
        }
    }

    @Test
    void the_unsecured_example_is_refused() {
        // RFC 7515, A.5.
        String unsecured = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";

        assertThatThrownBy(() -> TestIssuers.joe("RS256")
                        .checkedHeader(CompactToken.parse(unsecured).header()))
                .hasMessage("the token's algorithm is not accepted");
    }

    @Test
    void the_example_with_an_unencoded_payload_is_refused() throws MalformedTokenException {
        // RFC 7797, 4.1: {"alg":"HS256","b64":false,"crit":["b64"]}; its payload "$.02" is not even base64url.
        String header = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
        String detached = header + ".e30.A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";

        assertThatThrownBy(() -> TestIssuers.joe("HS256")
                        .checkedHeader(CompactToken.parse(detached).header()))
                .hasMessage("the token demands an extension");
    }
}
