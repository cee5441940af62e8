package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.OnlyOneOf;
import io.github.kongjava.pdk.config.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must not be seen.
 *
 * @param fields members and elements of JSON bodies
 * @param patterns parts of texts, in JSON bodies and in text bodies
 * @param key for hashes
 * @param harmlessTypes types of bodies that pass as they are
 */
public record MaskConfig(
        @Description("Fields of JSON bodies that are masked") @DefaultValue({})
        List<Field> fields,

        @Description("What is masked wherever it stands in texts, numbers and names of JSON bodies, and in text bodies")
        @DefaultValue({})
        List<Part> patterns,

        @Description("Key of the hashes (HMAC-SHA256), 16 bytes or more") @LenMin(16)
        Optional<Secret> key,

        @Description("Media types of bodies that hold nothing to mask and pass as they are; * stands for any text")
        @DefaultValue({})
        Set<@Match(ResponseRewriteConfig.TYPE) @Examples("image/*") String> harmlessTypes) {

    /** What becomes of what is masked. */
    public enum Action {
        /** It goes. */
        REMOVE,
        /** A text takes its place. */
        FIXED,
        /** Its last characters stay. */
        KEEP_LAST,
        /** A keyed hash takes its place. */
        HASH
    }

    /**
     * A field.
     *
     * @param path where it stands
     * @param name what it is called, wherever it stands
     * @param action what becomes of it
     * @param text the text for fixed
     * @param keep how much stays for keep_last
     */
    @OnlyOneOf({"path", "name"})
    public record Field(
            @Description(
                    "JSON pointer to the field; * stands for every member or element, # alone for the whole document")
            @Examples("/users/*/iban")
            Optional<String> path,

            @Description("Name of the field, in any case, wherever it stands") @Examples("password")
            Optional<String> name,

            @Description("What becomes of its value") @DefaultValue("fixed")
            Action action,

            @Description("The text that takes its place, for fixed") @DefaultValue("***") @LenMin(0)
            String text,

            @Description("How many characters stay at its end, for keep_last; none of a text that is no longer")
            @DefaultValue("4")
            @Between(min = 1, max = 64)
            int keep) {}

    /**
     * A part of texts.
     *
     * @param pattern what it looks like
     * @param action what becomes of it
     * @param text the text for fixed
     * @param keep how much stays for keep_last
     */
    public record Part(
            @Description("RE2 expression of what is masked") @Examples("[0-9]{16}")
            String pattern,

            @Description("What becomes of it") @DefaultValue("fixed")
            Action action,

            @Description("The text that takes its place, for fixed") @DefaultValue("***") @LenMin(0)
            String text,

            @Description("How many characters stay at its end, for keep_last; none of a text that is no longer")
            @DefaultValue("4")
            @Between(min = 1, max = 64)
            int keep) {}
}
