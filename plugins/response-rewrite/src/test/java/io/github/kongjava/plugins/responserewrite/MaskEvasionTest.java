package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream, or a client, might try so that something comes through unmasked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskEvasionTest {

    private static final String CARD = "4111111111111111";
    private static final String PATTERN = "{\"mask\":{\"patterns\":[{\"pattern\":\"[0-9]{16}\"}]}}";

    private UpstreamAnswers upstream;

    @BeforeAll
    void start() {
        upstream = new UpstreamAnswers(Protocol.PROTOBUF, PATTERN);
    }

    @AfterAll
    void stop() {
        upstream.close();
    }

    private static String mask(String content) {
        return "{\"mask\":{" + content + ",\"key\":\"0123456789abcdef\"}}";
    }

    private String masked(String mask, String json) {
        TestAnswer answer = upstream.rule(mask(mask)).json(json).get();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json ; Charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "application/json; charset=us-ascii",
                "application/problem+json; version=1",
                "text/json",
            })
    void JSON_is_masked_however_its_type_is_written(String type) {
        upstream.rule(PATTERN).json("[\"" + CARD + "\"]").only("Content-Type", type);
        assertThat(upstream.get().body()).isEqualTo("[\"***\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-16",
                "application/json; charset=utf-32be",
                "application/json; charset=utf-7",
                "application/json; charset=",
                "application/json; charset=utf-8; charset=utf-8",
                "application/json; a=\"; charset=utf-16\"",
                "application/json, text/html",
                "text/html, application/json",
                "image/png, application/json",
                "application/x, image/+json",
                "application/json-seq",
                "application/x-ndjson",
                "multipart/mixed; boundary=a",
                "multipart/form-data; boundary=a",
                "application/octet-stream",
                "application",
                "/",
                "text/plain; charset=utf-16",
                "text/plain; charset=utf-7",
                "text/plain; charset=shift_jis",
                "text/event-stream",
                "Application/gRPC-web+proto",
            })
    void what_the_plugin_cannot_read_as_clients_do_is_refused(String type) {
        upstream.rule("{\"mask\":{\"patterns\":[{\"pattern\":\"[0-9]{16}\"}],\"harmless_types\":[\"image/*\"]}}")
                .json("[\"" + CARD + "\"]")
                .only("Content-Type", type);
        TestAnswer answer = upstream.get();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain(CARD);
    }

    static Stream<Arguments> otherCharsets() {
        return Stream.of("utf-8", "iso-8859-1", "windows-1252", "us-ascii")
                .flatMap(told -> Stream.of("UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-32", "UTF-32LE")
                        .map(is -> Arguments.of(told, is)));
    }

    @ParameterizedTest
    @MethodSource("otherCharsets")
    void a_text_in_another_charset_than_it_tells_is_refused(String told, String is) {
        upstream.rule(PATTERN)
                .text("")
                .only("Content-Type", "text/plain; charset=" + told)
                .body(CARD.getBytes(Charset.forName(is)));
        assertThat(upstream.get().status()).isEqualTo(502);
    }

    @Test
    void a_byte_order_mark_hides_nothing() {
        String first = "\"patterns\":[{\"pattern\":\"^[0-9]{16}\"}]";
        upstream.rule(mask(first)).only("Content-Type").text("\uFEFF" + CARD + "5");
        assertThat(upstream.get().body()).isEqualTo("***5");
        upstream.only("Content-Type", "text/plain; charset=iso-8859-1");
        assertThat(upstream.get().status()).isEqualTo(502);
        assertThat(masked(first, "\uFEFF" + CARD)).isEqualTo("\"***\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"\\u0073s\\u006E":"clear"} | {"ssn":"***"}
            {"SSN":"clear","Ssn":"clear"} | {"SSN":"***","Ssn":"***"}
            {"ſsn":"clear"} | {"ſsn":"***"}
            [[{"ssn":"clear"}]] | [[{"ssn":"***"}]]
            {"a":{"b":[{"ssn":["clear"]}]}} | {"a":{"b":[{"ssn":"***"}]}}
            {"ssn":{"a":{"ssn":"clear"}}} | {"ssn":"***"}
            {"ssn":["ssn","clear"]} | {"ssn":"***"}
            {"ssn":12345678901234567890} | {"ssn":"***"}
            {"ssn":-0.0} | {"ssn":"***"}
            {"ssn":null} | {"ssn":"***"}
            {"ssn":true} | {"ssn":"***"}
            {"ssn":""} | {"ssn":"***"}
            {"ssn":"\\ud800"} | {"ssn":"***"}
            {"ssn ":"other","a":"ssn"} | {"ssn ":"other","a":"ssn"}
            "ssn" | "ssn"
            """)
    void a_field_is_known_by_its_name_wherever_and_however_it_is_written(String body, String expected) {
        assertThat(masked("\"fields\":[{\"name\":\"sSn\"}]", body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a/*/b | {"a":[{"b":1},{"b":2,"c":3}]} | {"a":[{"b":"***"},{"b":"***","c":3}]}
            /a/*/b | {"a":{"x":{"b":1},"*":{"b":2}}} | {"a":{"x":{"b":"***"},"*":{"b":"***"}}}
            /*/*/* | [[[1],[2]],{"a":{"b":3}}] | [[["***"],["***"]],{"a":{"b":"***"}}]
            /a~1b/c~0d | {"a/b":{"c~d":1}} | {"a/b":{"c~d":"***"}}
            / | {"":1," ":2} | {"":"***"," ":2}
            /0 | [1,2] | ["***",2]
            /0 | {"0":1,"00":2} | {"0":"***","00":2}
            /a/0 | {"a":[[1]]} | {"a":["***"]}
            /00 | {"0":1} | {"0":1}
            /a/-1 | {"a":[2]} | {"a":[2]}
            """)
    void a_path_finds_its_fields(String path, String body, String expected) {
        assertThat(masked("\"fields\":[{\"path\":\"" + path + "\"}]", body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "abcd" | ****
            "abc" | ****
            "" | ****
            "abcde" | ****bcde
            "a𝄞𝄞𝄞𝄞" | ****𝄞𝄞𝄞𝄞
            "𝄞𝄞𝄞𝄞" | ****
            "𝄞bcde" | ****bcde
            12345 | ****2345
            1234 | ****
            4.111111111111111e15 | ****1111
            true | ****
            null | ****
            ["a","b","secret"] | ****
            {"a":"secret"} | ****
            """)
    void of_what_is_kept_only_the_last_characters_are_seen_and_never_all(String value, String expected) {
        assertThat(masked("\"fields\":[{\"name\":\"a\",\"action\":\"keep_last\"}]", "{\"a\":" + value + "}"))
                .isEqualTo("{\"a\":\"" + expected.replace("𝄞", "\\uD834\\uDD1E") + "\"}");
    }

    @Test
    void a_hash_is_the_same_for_the_same_value_and_tells_nothing_without_the_key() {
        String hash = "\"fields\":[{\"name\":\"a\",\"action\":\"hash\"}]";
        String one = masked(hash, "[{\"a\":\"x\"},{\"a\":\"x\"},{\"A\":\"y\"}]");

        assertThat(one).isEqualTo(masked(hash, "[{\"a\":\"\\u0078\"},{\"a\":\"x\"},{\"A\":\"y\"}]"));
        assertThat(one).matches("\\[(\\{\"a\":\"[0-9a-f]{64}\"},){2}\\{\"A\":\"[0-9a-f]{64}\"}]");
        String other = upstream.rule("{\"mask\":{" + hash + ",\"key\":\"another key of 16 or more\"}}")
                .get()
                .body();
        assertThat(other).hasSameSizeAs(one).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CARD,
                CARD + ".0",
                "4111111111111111e0",
                "4111111111111111e5",
                "4111111111111111e250",
                "4.111111111111111E15",
                "41111111111111110e-1",
                "-" + CARD,
                "\"\\u0034111111111111111\"",
                "\"x" + CARD + "1\"",
                "{\"" + CARD + "\":1}",
                "{\"\\u0034111111111111111\":1}",
            })
    void a_pattern_finds_what_clients_can_read(String json) {
        for (String pattern : new String[] {PATTERN, PATTERN.replace("[0-9]{16}", "4111111111111111")}) {
            for (String body : new String[] {json, "[" + json + "]"}) {
                String answer = upstream.rule(pattern).json(body).get().body();
                assertThat(answer).contains("***").doesNotContain("411111111111");
            }
        }
    }

    @Test
    void what_removal_joins_is_looked_at_again() {
        String rule = mask("\"patterns\":[{\"pattern\":\"[0-9]{16}\"},{\"pattern\":\"[ -]\",\"action\":\"remove\"},"
                + "{\"pattern\":\"<x>\",\"text\":\"\"}]");
        upstream.rule(rule).only("Content-Type").text("4111-1111 1111-1111, 41111111<<x<x>>x>11111111");
        assertThat(upstream.get().body()).isEqualTo("***,***");
        String deep = "<".repeat(50) + "<x>" + "x>".repeat(50);
        assertThat(upstream.only("Content-Type").text(deep).get().status()).isEqualTo(502);
    }

    @Test
    void what_patterns_make_of_names_does_not_replace_other_members() {
        assertThat(masked("\"patterns\":[{\"pattern\":\"[0-9]+\"}]", "{\"1\":\"a\",\"***\":\"b\",\"2\":\"c\"}"))
                .isEqualTo("{\"***\":\"a\",\"*** (1)\":\"b\",\"*** (2)\":\"c\"}");
    }

    @Test
    void a_mask_that_is_longer_than_what_it_masks_does_not_fill_the_memory() {
        String hash = "\"patterns\":[{\"pattern\":\"[0-9]\",\"action\":\"hash\"}]";
        upstream.rule(mask(hash)).only("Content-Type").text("1".repeat(300_000));
        assertThat(upstream.get().status()).isEqualTo(502);
        String numbers = String.join(",", Collections.nCopies(300_000, "1"));
        assertThat(upstream.json("[" + numbers + "]").get().status()).isEqualTo(502);
    }

    @Test
    void an_expression_takes_linear_time_over_all_that_it_finds() {
        for (String pattern : List.of("x.*y|x", "(?s)<.*?>|<", "(x+)+y|x", "[0-9]{16}|.*@")) {
            String rule = mask("\"patterns\":[{\"pattern\":\"" + pattern + "\"}]");
            upstream.rule(rule).only("Content-Type").text("x<".repeat(200_000));
            assertThat(upstream.get().status()).isIn(200, 502);
            assertThat(upstream.text("ax")
                            .only("Content-Type", "text/plain")
                            .get()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(upstream.failures()).isEmpty();
    }

    @Test
    void what_other_changes_do_they_do_to_the_masked_body() {
        String patch =
                "[{\"op\":\"copy\",\"from\":\"/ssn\",\"path\":\"/copy\"},{\"op\":\"move\",\"from\":\"/ssn\",\"path\":\"/was\"}]";
        upstream.rule("{\"mask\":{\"fields\":[{\"name\":\"ssn\"}]},\"json_patch\":"
                        + JsonNodeFactory.instance.textNode(patch)
                        + ",\"json\":[{\"op\":\"add\",\"path\":\"/seen\",\"value\":\"\\\"${response.body:/ssn}\\\"\"},"
                        + "{\"op\":\"rename\",\"path\":\"/a\",\"to\":\"b\"}]}")
                .json("{\"ssn\":\"" + CARD + "\",\"a\":1}");
        assertThat(upstream.get().body()).isEqualTo("{\"seen\":\"***\",\"b\":1,\"copy\":\"***\",\"was\":\"***\"}");
    }

    @Test
    void a_client_cannot_hide_an_upgrade_behind_more_headers_than_are_seen() {
        Header[] many = new Header[1001];
        Arrays.setAll(many, i -> new Header("x-" + i, "1"));
        many[1000] = new Header("Upgrade", "websocket");
        upstream.rule(PATTERN).json(CARD);

        TestAnswer answer = upstream.get(many);

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void HEAD_and_parts_and_answers_without_body_tell_nothing() {
        upstream.rule(PATTERN)
                .json(CARD)
                .only("Content-MD5", "x")
                .only("Repr-Digest", "sha-256=:x:")
                .only("ETag", "\"1\"");
        for (String told : new String[] {"content-md5", "repr-digest", "content-length", "etag"}) {
            assertThat(upstream.send("HEAD").headers(told)).as(told).isEmpty();
        }
        assertThat(upstream.status(206).get().status()).isEqualTo(502);
        assertThat(upstream.status(205).get().status()).isEqualTo(502);
        assertThat(upstream.json("").get().status()).isEqualTo(205);
        assertThat(upstream.body(CARD.getBytes(StandardCharsets.UTF_8))
                        .status(416)
                        .get()
                        .body())
                .isEqualTo("\"***\"");
        upstream.status(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fixed | "secret" | "***"
            remove | {"a":"secret"} | null
            keep_last | 123456 | "****3456"
            keep_last | ["secret"] | "****"
            """)
    void a_document_can_be_masked_as_a_whole(String action, String body, String expected) {
        assertThat(masked("\"fields\":[{\"path\":\"#\",\"action\":\"" + action + "\"}]", body))
                .isEqualTo(expected);
    }

    @Test
    void an_empty_text_is_masked_although_another_mask_leaves_an_empty_text() {
        assertThat(masked("\"fields\":[{\"path\":\"/a\",\"text\":\"\"},{\"name\":\"ssn\"}]", "{\"a\":1,\"ssn\":\"\"}"))
                .isEqualTo("{\"a\":\"\",\"ssn\":\"***\"}");
    }

    @Test
    void all_searches_of_a_document_together_take_linear_time() {
        String text = "\"" + "x".repeat(300) + "\",";
        upstream.rule(mask("\"patterns\":[{\"pattern\":\"x.*y|x\",\"text\":\"z\"}]"));

        assertThat(upstream.json("[" + text.repeat(2) + "1]").get().body()).doesNotContain("x");
        assertThat(upstream.json("[" + text.repeat(1000) + "1]").get().status()).isEqualTo(502);
    }

    @Test
    void an_answer_that_the_client_has_already_tells_no_digest_of_what_is_masked() {
        upstream.rule(PATTERN).json("").status(304).only("ETag", "\"1\"");
        String[] untold = {"digest", "content-digest", "repr-digest", "content-md5", "content-length"};
        for (String name : untold) {
            upstream.only(name, "12");
        }

        TestAnswer answer = upstream.get();
        TestAnswer other = upstream.rule("{\"headers\":{\"remove\":[\"X-A\"]}}").get();

        assertThat(answer.headers("etag")).containsExactly("\"1\"");
        for (String name : untold) {
            assertThat(answer.headers(name)).as(name).isEmpty();
            assertThat(other.headers(name)).as(name).containsExactly("12");
            upstream.only(name);
        }
        upstream.status(200);
    }

    @Test
    void types_may_have_several_stars() {
        for (String types : new String[] {"*/*", "*/x*g", "i*e/p*", "image/*"}) {
            upstream.rule("{\"mask\":{\"fields\":[{\"name\":\"a\"}],\"harmless_types\":[\"" + types + "\"]}}")
                    .json(CARD);
            assertThat(upstream.only("Content-Type", "image/png").get().status())
                    .as(types)
                    .isEqualTo(types.equals("*/x*g") ? 502 : 200);
            assertThat(upstream.only("Content-Type").get().status()).as(types).isEqualTo(502);
            assertThat(upstream.only("Content-Type", "image").get().status())
                    .as(types)
                    .isEqualTo(502);
        }
    }
}
