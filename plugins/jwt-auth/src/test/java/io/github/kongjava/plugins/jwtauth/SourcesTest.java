package io.github.kongjava.plugins.jwtauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private final TestGateway gateway = TestGateway.of(Protocol.PROTOBUF, JwtAuth.class);
    private final String token = TestIssuer.token("");

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void configure(String source) {
        gateway.configure("jwt-auth", "{\"issuers\": [" + TestIssuer.entry("") + "], \"token\": {" + source + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  ", "bEARER   "})
    void the_scheme_is_read_in_any_case_and_with_any_blanks(String scheme) {
        configure("\"max_bytes\": 8192");

        assertThat(gateway.get("/", new Header("Authorization", scheme + token)).passed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer\t", "Bearer:"})
    void a_scheme_without_token_is_refused(String value) {
        configure("\"max_bytes\": 8192");

        assertThat(gateway.get("/", new Header("Authorization", value)).status())
                .isEqualTo(401);
    }

    @Test
    void a_token_longer_than_the_limit_is_refused() {
        configure("\"max_bytes\": 128");

        assertThat(gateway.get("/", new Header("Authorization", "Bearer " + token))
                        .header("www-authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("the token is too long"));
    }

    @Test
    void authorization_is_not_read_where_it_is_no_source() {
        configure("\"authorization\": false, \"header\": \"X-Token\"");

        assertThat(gateway.get("/", new Header("Authorization", "Bearer " + token))
                        .status())
                .isEqualTo(401);
        assertThat(gateway.get("/", new Header("Authorization", "Bearer " + token), new Header("X-Token", token))
                        .passed())
                .isTrue();
    }

    @Test
    void another_header_may_have_a_prefix_and_the_token_is_hidden() {
        configure("\"header\": \"X-Token\", \"header_prefix\": \"Token \", \"hide\": true");

        TestAnswer answer = gateway.get("/", new Header("X-Token", "Token " + token));
        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstreamHeaders("x-token")).isEmpty();
        assertThat(gateway.get("/", new Header("X-Token", token)).status()).isEqualTo(401);

        TestAnswer basic =
                gateway.get("/", new Header("Authorization", "Basic YTpi"), new Header("X-Token", "Token " + token));
        assertThat(basic.upstreamHeaders("authorization")).containsExactly("Basic YTpi");
    }

    @Test
    void a_token_is_visible_to_the_upstream_unless_hidden() {
        configure("\"max_bytes\": 8192");
        Header bearer = new Header("Authorization", "Bearer " + token);

        assertThat(gateway.get("/", bearer).upstreamHeaders("authorization")).containsExactly("Bearer " + token);
        configure("\"hide\": true");
        assertThat(gateway.get("/", bearer).upstreamHeaders("authorization")).isEmpty();
    }

    @Test
    void a_cookie_is_read_and_hidden_and_the_others_stay() {
        configure("\"cookie\": \"sid\", \"hide\": true");

        TestAnswer answer = gateway.get("/", new Header("Cookie", "a=1; xsid=2;sid=" + token + "; b=\"3\""));

        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstreamHeaders("cookie")).containsExactly("a=1; xsid=2; b=\"3\"");
        assertThat(gateway.get("/", new Header("Cookie", "sid=" + token)).upstreamHeaders("cookie"))
                .isEmpty();
        assertThat(gateway.get("/", new Header("Cookie", "SID=" + token)).status())
                .isEqualTo(401);
    }

    @Test
    void a_query_argument_is_read_raw_and_hidden_and_the_others_stay_as_they_were() {
        configure("\"query_arg\": \"access_token\", \"hide\": true");

        TestAnswer answer = gateway.get("/p?" + "x=%2f&".repeat(150) + "access%5ftoken=" + token + "&y&%zz=%");

        assertThat(answer.passed()).isTrue();
        assertThat(answer.upstream().orElseThrow().target())
                .endsWith("x=%2f&y&%zz=%")
                .doesNotContain(token);
        assertThat(gateway.get("/p?access_token").status()).isEqualTo(401);
        assertThat(gateway.get("/p?access_token=%").status()).isEqualTo(401);
        assertThat(gateway.get("/p?access_token=" + token + "%0a").status()).isEqualTo(401);
    }
}
