package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMin;

/**
 * A replacement in a text.
 *
 * @param pattern what is replaced
 * @param replacement what takes its place
 */
public record Replacement(
        @Description("RE2 expression of what is replaced, everywhere")
        String pattern,

        @Description("What takes its place; $1 and ${name} stand for groups, a backslash takes the meaning off")
        @DefaultValue("")
        @LenMin(0)
        String replacement) {}
