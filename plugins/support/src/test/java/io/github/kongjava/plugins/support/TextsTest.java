package io.github.kongjava.plugins.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "a\tb", "é", "~", "1,2"})
    void plain_text_can_be_a_header(String text) {
        assertThat(HeaderText.of(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\r\nx: y",
                "a\nb",
                "a\rb",
                "a\0b",
                " a",
                "a ",
                "a\u0085b",
                "\u007f",
                "€",
                "\ud83d\ude00",
                "Ċ"
            })
    void text_that_would_split_or_change_a_header_cannot(String text) {
        assertThat(HeaderText.of(text)).isEmpty();
    }

    @Test
    void a_json_string_ends_where_it_should_and_is_harmless_in_a_page() {
        assertThat(JsonAnswer.quoted("a\"b\\c\n<é>")).isEqualTo("\"a\\\"b\\\\c\\u000a\\u003c\\u00e9\\u003e\"");
    }

    @Test
    void a_problem_document_has_status_title_and_detail() {
        JsonAnswer problem = JsonAnswer.problem(403, "Forbidden", "no such scope");

        assertThat(problem.type()).isEqualTo("application/problem+json");
        assertThat(problem.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,\"detail\":\"no such scope\"}");
    }

    @Test
    void a_problem_of_a_type_has_the_members_of_that_type() {
        assertThat(JsonAnswer.problem("urn:a", 429, "A", "b", Map.of("names", List.of("c", "d\"")))
                        .body())
                .isEqualTo(
                        "{\"type\":\"urn:a\",\"title\":\"A\",\"status\":429,\"detail\":\"b\",\"names\":[\"c\",\"d\\\"\"]}");
    }
}
