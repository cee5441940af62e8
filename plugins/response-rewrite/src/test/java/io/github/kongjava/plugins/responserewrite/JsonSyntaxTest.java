package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON to the plugin, and what is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonSyntaxTest {

    private static final String MASK = "{\"mask\":{\"fields\":[{\"name\":\"secret\"}]}}";
    private static final String EDIT = "{\"json\":[{\"op\":\"remove\",\"path\":\"/secret\"}]}";
    private static final String WRAP = "{\"template\":{\"body\":\"[\\\"${response.body:}\\\"]\"}}";
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private UpstreamAnswers upstream;

    @BeforeAll
    void start() {
        upstream = new UpstreamAnswers(Protocol.PROTOBUF, MASK);
    }

    @AfterAll
    void stop() {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-1.5e-7",
                "1E+2",
                "0e1",
                "123456789012345678901234567890",
                "0.1000000000000000055511151231257827021181583404541015625",
                "-12345678901234567890.12345678901234567890e+10",
                "1e400",
                "1e-400",
                "[4.0,4.00]",
                "\"\"",
                "\"\\u0000\\u001f\\u007f\\u2028\\u2029\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "\"\\ud834\\udd1e \\uD834\\uDD1E 𝄞\"",
                "\"\\uDEAD \\ud800x \\udd1e\\ud834\"",
                "\"\u007f\uE000\uFFFF\"",
                "true",
                "null",
                "[]",
                "{}",
                " \t\r\n[ 1 , { \"a\" : [ ] } ]\n",
                "{\"\":1,\"é\":2,\"\\u0000\":3,\"a.b/c~d*\":4}",
                "[[[[[[[[[[[[[[[[[[[[{\"a\":[{}]}]]]]]]]]]]]]]]]]]]]]",
            })
    void JSON_passes_byte_by_byte_or_with_its_value(String json) throws Exception {
        for (String rule : new String[] {MASK, EDIT}) {
            assertThat(upstream.rule(rule).json(json).get().body()).isEqualTo(json);
        }
        TestAnswer changed = upstream.rule(WRAP).json(json).get();

        JsonNode wrapped = EXACT.readTree(changed.body());
        assertThat(wrapped.size()).isEqualTo(1);
        assertThat(wrapped.get(0)).isEqualTo(EXACT.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "[1",
                "[1}",
                "]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\":1,}",
                "{\"a\":1",
                "{\"a\":1}}",
                "{} {}",
                "{}#",
                "[1]//",
                "/**/[1]",
                "<x/>",
                "[01]",
                "[-01]",
                "[1.]",
                "[.5]",
                "[+1]",
                "[-]",
                "[--1]",
                "[1e]",
                "[1e+]",
                "[0x10]",
                "[1_000]",
                "[１]",
                "[NaN]",
                "[-Infinity]",
                "[nul]",
                "[True]",
                "[undefined]",
                "\"a",
                "'a'",
                "\"\t\"",
                "\"\n\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\",
                "\"a\u0000b\"",
                "[\"a\"]\u0000",
                "\u00A0[]",
                "\u2060[]",
                "\u000C[]",
                "\uFEFF",
                "\uFEFF\uFEFF[]",
                " ",
            })
    void what_is_not_JSON_is_refused_wherever_it_must_be_read(String text) {
        for (String rule : new String[] {MASK, EDIT, WRAP}) {
            TestAnswer answer = upstream.rule(rule).json(text).get();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.log()).hasSize(1);
        }
        assertThat(upstream.rule("{\"status\":201}").json(text).get().body()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22c3a922c3", // an incomplete character
                "22ff22",
                "22e922", // Latin-1
                "22c0af22", // longer than need be
                "22f4bfbfbf22", // beyond Unicode
                "22eda08022", // a surrogate
                "fffe5b005d00",
                "feff005b005d",
                "005b005d",
                "5b005d00",
                "fffe00005b0000005d000000",
            })
    void what_is_not_UTF_8_is_refused(String bytes) {
        upstream.rule(MASK).json("").body(HexFormat.of().parseHex(bytes));
        assertThat(upstream.get().status()).isEqualTo(502);
    }

    @Test
    void a_byte_order_mark_stays_as_long_as_nothing_changes() {
        assertThat(upstream.rule(MASK).json("\uFEFF{}").get().body()).isEqualTo("\uFEFF{}");
        assertThat(upstream.json("\uFEFF{\"secret\":1}").get().body()).isEqualTo("{\"secret\":\"***\"}");
    }

    @Test
    void of_members_with_one_name_the_last_stays_masked_and_no_client_gets_the_others() {
        String twice = "{\"secret\":\"1120\",\"a\":{\"secret\":\"1120\"},\"a\":{\"b\":1.50},\"secret\":\"1121\"}";

        assertThat(upstream.rule(MASK).json(twice).get().body()).isEqualTo("{\"secret\":\"***\",\"a\":{\"b\":1.50}}");
        assertThat(upstream.rule(EDIT).json(twice).get().body()).isEqualTo("{\"a\":{\"b\":1.50}}");
        assertThat(upstream.json("{\"a\":{\"secret\":1},\"\\u0061\":2}").get().body())
                .isEqualTo("{\"a\":2}");
    }

    @Test
    void what_no_parser_can_hold_is_refused_and_breaks_nothing() {
        for (String json : new String[] {
            "[".repeat(100_000),
            "[{\"a\":".repeat(50_000),
            "[".repeat(400) + "]".repeat(400),
            "1" + "0".repeat(StreamReadConstraints.DEFAULT_MAX_NUM_LEN),
            "1e" + "9".repeat(30),
            "-1e-99999999999",
        }) {
            assertThat(upstream.rule(MASK).json(json).get().status()).isEqualTo(502);
        }
        assertThat(upstream.json("{}").get().status()).isEqualTo(200);
    }

    @Test
    void an_empty_body_has_nothing_to_hide() {
        assertThat(upstream.rule(MASK).json("").get().status()).isEqualTo(200);
        assertThat(upstream.get().bytes()).isEqualTo("".getBytes(StandardCharsets.UTF_8));
    }
}
