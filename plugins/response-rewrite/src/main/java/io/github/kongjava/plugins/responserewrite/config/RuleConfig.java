package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.NotOneOf;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done with a response that meets the conditions. The masks of all rules come first, then the other changes of each.
 *
 * @param when the conditions
 * @param status the status for the client
 * @param headers what becomes of headers
 * @param mask what must not be seen
 * @param template a new body
 * @param json changes of a JSON body, one after the other
 * @param jsonAllow all that stays of a JSON body
 * @param jsonPatch a JSON Patch
 * @param mergePatch a JSON Merge Patch
 * @param text replacements in a text body
 */
public record RuleConfig(
        @Description("Conditions that the response must meet, all of them")
        When when,

        @Description("Status for the client instead of the upstream's")
        Optional<@Between(min = 200, max = 599) @NotOneOf({"204", "205", "206", "304"}) Integer> status,

        @Description("What becomes of the headers: removed, renamed, set, added, in this order")
        HeaderChanges headers,

        @Description("What must not be seen of the body; what cannot be read is refused")
        MaskConfig mask,

        @Description("A body that takes the place of the upstream's")
        Optional<TemplateConfig> template,

        @Description("Changes of a JSON body, one after the other") @DefaultValue({})
        List<JsonChange> json,

        @Description("JSON pointers to all that stays of a JSON body; * stands for every member or element")
        @DefaultValue({})
        Set<@LenMin(0) @Examples({"/id", "/items/*/name"}) String> jsonAllow,

        @Description("JSON Patch (RFC 6902) for a JSON body, as text; if it cannot be applied the client gets 502")
        Optional<String> jsonPatch,

        @Description("JSON Merge Patch (RFC 7396) for a JSON body, as text")
        Optional<String> mergePatch,

        @Description("Replacements in a text body") @DefaultValue({})
        List<Replacement> text) {}
