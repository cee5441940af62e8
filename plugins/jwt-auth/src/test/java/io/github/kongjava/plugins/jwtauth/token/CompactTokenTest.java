package io.github.kongjava.plugins.jwtauth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTokenTest {

    private static final String HEADER = part("{\"alg\":\"ES256\"}");
    private static final String PAYLOAD = part("{\"sub\":\"a\"}");

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void three_parts_of_JSON_and_a_signature_are_read() throws MalformedTokenException {
        CompactToken token = CompactToken.parse(HEADER + "." + PAYLOAD + ".AAEC");

        assertThat(token.header().path("alg").textValue()).isEqualTo("ES256");
        assertThat(token.payload().path("sub").textValue()).isEqualTo("a");
        assertThat(token.signature()).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "H.P",
                "H.P.AAEC.",
                "H.P.AAEC\n",
                "H.P.AAEC ",
                "H.P.AA EC",
                "H.P.AAEC=",
                "H.P.AAF",
                "H.P.A",
                "H.P.AA+C",
                " H.P.AAEC",
                "H..AAEC",
                ".P.AAEC"
            })
    void other_shapes_are_refused(String shape) {
        String token = shape.replace("H", HEADER).replace("P", PAYLOAD);

        assertThatThrownBy(() -> CompactToken.parse(token)).isInstanceOf(MalformedTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":1}",
                "\uFEFF{}",
                "{'a':1}",
                "7",
                "\"\"",
                "{\"a\":NaN}"
            })
    void other_payloads_than_one_JSON_object_are_refused(String payload) {
        assertThatThrownBy(() -> CompactToken.parse(HEADER + "." + part(payload) + ".AAEC"))
                .isInstanceOf(MalformedTokenException.class);
        assertThatThrownBy(() -> CompactToken.parse(part(payload) + "." + PAYLOAD + ".AAEC"))
                .isInstanceOf(MalformedTokenException.class);
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}";

        assertThatThrownBy(() -> CompactToken.parse(HEADER + "." + part(deep) + ".AAEC"))
                .isInstanceOf(MalformedTokenException.class);
    }
}
