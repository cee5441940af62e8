package io.github.kongjava.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuaPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "^%l+$|abc",
                "b|abc",
                "^a.c$|abc",
                "^a?b$|b",
                "^a?b$|ab",
                "^a*b$|aaab",
                "^a-b$|aaab",
                "^[%w_]+$|a_9",
                "^[^%d]+$|abc",
                "^[a-c]+$|cab",
                "^[]]$|]",
                "^[^]]$|x",
                "^[a-]+$|a-a",
                "^(%a+)=%1$|x=x",
                "^%b()$|(a(b)c)",
                "%f[%w]the%f[%W]|in the end",
                "%f[%w]the%f[%W]|the",
                "^()a$|a",
                "^%%$|%",
                "a$b|a$b",
                "^%x+$|09afAF",
                "^%S+$|a!b",
                "^%p$|!",
                "^..$|é",
                "^%s*$|` \t `",
                "^%u%U$|Ab",
                "^%g+$|a!9",
                "^https?://|https://x",
            })
    void finds(String pattern, String text) {
        assertThat(LuaPattern.of(pattern).find(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "^%l+$|aBc",
                "^a+$|``",
                "x$|xa",
                "^b|ab",
                "^(%a+)=%1$|x=y",
                "^%b()$|(a(b)c",
                "%f[%w]the%f[%W]|other",
                "^.$|é",
                "^[a-c]$|d",
                "^%d+$|12a",
                "^%W$|a",
            })
    void does_not_find(String pattern, String text) {
        assertThat(LuaPattern.of(pattern).find(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "[a", "[", "[^", "[%", "(a", "a)", "%1", "(%1)", "%0", "%b(", "%f", "%fa", "a%", "[%]"})
    void what_Lua_would_not_take_is_no_pattern(String pattern) {
        assertThatThrownBy(() -> LuaPattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no Lua pattern");
    }

    @Test
    void a_search_without_end_is_given_up() {
        LuaPattern pattern = LuaPattern.of("^.-.-.-.-.-.-.-.-x$");

        assertThatThrownBy(() -> pattern.find("a".repeat(2_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void a_long_text_needs_no_deep_stack() {
        assertThat(LuaPattern.of("^[ab]*(a-)b*$").find("ab".repeat(100_000))).isTrue();
    }
}
