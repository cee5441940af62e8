package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static final String FIELD = "{\"mask\":{\"fields\":[{\"name\":\"ssn\"}]}}";
    private static final String CLEAR = "078-05-1120";

    private static String masked(String mask, String json) {
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, "{\"mask\":" + mask + "}")) {
            TestAnswer answer = upstream.json(json).get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(upstream.failures()).isEmpty();
            return answer.body();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fields_are_masked_by_path_and_by_name_in_answers_of_any_status(Protocol protocol) {
        String rule =
                "{\"mask\":{\"fields\":[{\"path\":\"/users/*/card\",\"action\":\"keep_last\"},{\"name\":\"SSN\",\"action\":\"remove\"},"
                        + "{\"path\":\"/token\",\"action\":\"hash\"}],\"key\":\"0123456789abcdef\"}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            upstream.status(500)
                    .json(
                            "{\"users\":[{\"card\":4111111111111111,\"Ssn\":\"1\"},{\"card\":\"123\"}],\"deep\":[[{\"\\u0073sn\":{}}]],\"token\":\"t\"}");

            TestAnswer answer = upstream.get();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"users\":[{\"card\":\"****1111\"},{\"card\":\"****\"}],\"deep\":[[{}]],\"token\":\""
                            + "9a0c78e6cec1c3d82f7be54060bb9184f54d2b72dfe832f75b44a3f2a95eb255\"}");
        }
    }

    @Test
    void what_one_rule_removes_does_not_move_what_another_means() {
        assertThat(masked(
                        "{\"fields\":[{\"path\":\"/0\",\"action\":\"remove\"},{\"path\":\"/1\",\"action\":\"remove\"}]}",
                        "[\"a\",\"b\",\"c\"]"))
                .isEqualTo("[\"c\"]");
    }

    @Test
    void objects_and_arrays_are_masked_as_a_whole() {
        assertThat(masked(
                        "{\"fields\":[{\"name\":\"a\",\"action\":\"keep_last\"},{\"name\":\"b\",\"text\":\"gone\"}]}",
                        "{\"a\":{\"x\":\"secret\"},\"b\":[\"secret\"],\"c\":null}"))
                .isEqualTo("{\"a\":\"****\",\"b\":\"gone\",\"c\":null}");
    }

    @Test
    void patterns_are_masked_in_texts_and_numbers_and_names() {
        assertThat(
                        masked(
                                "{\"patterns\":[{\"pattern\":\"[0-9]{16}\",\"action\":\"keep_last\"},{\"pattern\":\"[a-z]+@[a-z.]+\"}]}",
                                "{\"t\":\"card 4111111111111111.\",\"n\":4111111111111111,\"f\":4.111111111111111e15,\"x@y.z\":1,\"a@b.c\":2,\"o\":12}"))
                .isEqualTo(
                        "{\"t\":\"card ****1111.\",\"n\":\"****1111\",\"f\":\"****1111\",\"***\":1,\"*** (1)\":2,\"o\":12}");
    }

    @Test
    void a_text_body_is_searched_for_patterns_and_refused_where_fields_are_masked() {
        String pattern = "{\"mask\":{\"patterns\":[{\"pattern\":\"[0-9-]{11}\"}]}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, pattern)) {
            assertThat(upstream.text("ssn " + CLEAR).get().body()).isEqualTo("ssn ***");
        }
        assertRefused(new UpstreamAnswers(Protocol.PROTOBUF, FIELD).text("ssn " + CLEAR));
    }

    @Test
    void a_type_that_is_declared_harmless_passes_as_it_is() {
        String rule = "{\"mask\":{\"fields\":[{\"name\":\"ssn\"}],\"harmless_types\":[\"image/*\"]}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, rule)) {
            upstream.header("Content-Type", "image/png")
                    .header("Content-Encoding", "br")
                    .body(new byte[] {1, 2});
            assertThat(upstream.get().bytes()).containsExactly(1, 2);
        }
    }

    @Test
    void an_answer_without_body_has_nothing_to_mask() {
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, FIELD)) {
            assertThat(upstream.get().status()).isEqualTo(200);
        }
    }

    private static void assertRefused(UpstreamAnswers upstream) {
        try (upstream) {
            TestAnswer answer = upstream.get();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("content-type")).contains("application/problem+json");
            assertThat(answer.headers("content-encoding")).isEmpty();
            assertThat(answer.body()).doesNotContain(CLEAR).doesNotContain("1120");
            assertThat(answer.log().toString()).contains("502 instead").doesNotContain("1120");
        }
    }

    private static UpstreamAnswers masking() {
        return new UpstreamAnswers(Protocol.PROTOBUF, FIELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ssn\":\"078-05-1120\"",
                "{\"ssn\":\"078-05-1120\"}{}",
                "{\"ssn\":\"078-05-1120\"}x",
                "{\"ssn\":\"078-05-1120\",\"n\":1e99999999999}",
                "{ssn:\"078-05-1120\"}",
                "{'ssn':'078-05-1120'}",
                "// {}\n{\"ssn\":\"078-05-1120\"}",
                "{\"ssn\":\"078-05-1120\",\"n\":NaN}",
                "{\"ssn\":\"078-05-1120\",}",
                "   ",
            })
    void what_is_not_strictly_JSON_is_refused(String body) {
        assertRefused(masking().json(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/x-ndjson",
                "multipart/mixed; boundary=x",
                "application/octet-stream",
                "application/json; charset=utf-16",
                "application/json; charset=utf-7",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json, text/plain",
                "text/event-stream",
                "application/grpc+json",
                "nonsense",
            })
    void a_type_in_which_fields_cannot_be_found_is_refused(String type) {
        assertRefused(masking()
                .header("Content-Type", type)
                .body(("{\"ssn\":\"" + CLEAR + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void neither_no_type_nor_two_are_read() {
        byte[] body = ("{\"ssn\":\"" + CLEAR + "\"}").getBytes(StandardCharsets.UTF_8);
        assertRefused(masking().body(body));
        assertRefused(masking()
                .header("Content-Type", "application/json")
                .header("Content-Type", "application/json")
                .body(body));
    }

    @Test
    void other_encodings_of_characters_are_refused() {
        String json = "{\"ssn\":\"" + CLEAR + "\"}";
        assertRefused(
                masking().header("Content-Type", "application/json").body(json.getBytes(StandardCharsets.UTF_16)));
        byte[] overlong = json.getBytes(StandardCharsets.UTF_8);
        overlong[3] = (byte) 0xC0;
        assertRefused(masking().header("Content-Type", "application/json").body(overlong));
    }

    @Test
    void a_part_of_a_body_is_refused() {
        assertRefused(masking().status(206).json("\"" + CLEAR + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, br", "x", "gzip, gzip, gzip, gzip"})
    void a_coding_that_cannot_be_undone_is_refused(String coding) {
        assertRefused(masking().header("Content-Encoding", coding).json("{\"ssn\":\"" + CLEAR + "\"}"));
    }

    @Test
    void codings_are_undone_and_done_again() {
        byte[] plain = ("{\"ssn\":\"" + CLEAR + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] half1 = UpstreamAnswers.gzip(Arrays.copyOf(plain, 9));
        byte[] half2 = UpstreamAnswers.gzip(Arrays.copyOfRange(plain, 9, plain.length));
        byte[] members = Arrays.copyOf(half1, half1.length + half2.length);
        System.arraycopy(half2, 0, members, half1.length, half2.length);
        byte[] masked = UpstreamAnswers.gzip("{\"ssn\":\"***\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(sent("x-gzip", UpstreamAnswers.gzip(plain))).isEqualTo(masked);
        assertThat(sent("gzip", members)).isEqualTo(masked);
        assertThat(sent("gzip, GZip", UpstreamAnswers.gzip(UpstreamAnswers.gzip(plain))))
                .isEqualTo(UpstreamAnswers.gzip(masked));
        assertThat(sent("identity", plain)).isEqualTo("{\"ssn\":\"***\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(sent("deflate", UpstreamAnswers.deflated(plain, false)))
                .isEqualTo(sent("Deflate", UpstreamAnswers.deflated(plain, true)));
    }

    private static byte[] sent(String coding, byte[] body) {
        try (UpstreamAnswers upstream = masking()) {
            TestAnswer answer = upstream.header("Content-Type", "application/json")
                    .header("Content-Encoding", coding)
                    .body(body)
                    .get();
            assertThat(answer.status()).isEqualTo(200);
            return answer.bytes();
        }
    }

    @Test
    void a_compressed_body_that_is_damaged_or_too_large_is_refused() {
        byte[] gzip = UpstreamAnswers.gzip(("{\"ssn\":\"" + CLEAR + "\"}").getBytes(StandardCharsets.UTF_8));
        byte[] wrongSum = gzip.clone();
        wrongSum[gzip.length - 8] ^= 1;
        byte[] flagged = gzip.clone();
        flagged[3] = (byte) 0x80;
        byte[] bomb = UpstreamAnswers.gzip(("\"" + " ".repeat(7_000_000) + "\"").getBytes(StandardCharsets.UTF_8));

        for (byte[] body : new byte[][] {
            Arrays.copyOf(gzip, gzip.length - 1),
            Arrays.copyOf(gzip, 5),
            Arrays.copyOf(gzip, gzip.length + 3),
            wrongSum,
            flagged,
            bomb,
            "{}".getBytes(StandardCharsets.UTF_8)
        }) {
            assertRefused(masking()
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .body(body));
        }
        assertRefused(masking()
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip, gzip")
                .body(UpstreamAnswers.gzip(bomb)));
        byte[] deflate = UpstreamAnswers.deflated("{}".getBytes(StandardCharsets.UTF_8), false);
        assertRefused(masking()
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "deflate")
                .body(Arrays.copyOf(deflate, deflate.length + 1)));
    }

    @Test
    void a_body_over_its_limit_or_with_too_many_values_or_too_deep_is_refused() {
        assertRefused(new UpstreamAnswers(Protocol.PROTOBUF, FIELD, ",\"limits\":{\"body_bytes\":2048}")
                .json("\"" + "x".repeat(2048) + "\""));
        assertRefused(masking().json("[" + "0,".repeat(2_000_000) + "0]"));
        assertRefused(masking().json("[".repeat(300) + "]".repeat(300)));
    }

    @Test
    void a_rule_that_puts_another_body_there_needs_not_read_the_upstreams() {
        String rules = FIELD + ",{\"when\":{\"statuses\":[\"500\"]},\"template\":{\"body\":\"{\\\"error\\\":true}\"}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, rules)) {
            assertThat(upstream.status(500).text(CLEAR).get().body()).isEqualTo("{\"error\":true}");
            assertThat(upstream.status(200).get().status()).isEqualTo(502);
        }
    }

    @Test
    void other_rules_see_the_masked_body() {
        String rule =
                "{\"mask\":{\"fields\":[{\"name\":\"ssn\"}]},\"template\":{\"body\":\"{\\\"was\\\":\\\"${response.body:/ssn}\\\"}\"}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, rule)) {
            assertThat(upstream.json("{\"ssn\":\"" + CLEAR + "\"}").get().body())
                    .isEqualTo("{\"was\":\"***\"}");
        }
    }
}
