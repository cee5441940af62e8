package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.OneOf;
import java.util.List;
import java.util.Set;

/**
 * Settings of one configured plugin. The descriptions are those that Kong shows.
 *
 * @param rules what is done
 * @param jsonTypes which bodies are read as JSON
 * @param textTypes which bodies are read as text
 * @param textCharset how a text is read that does not say it
 * @param unsupportedEncoding what becomes of bodies that cannot be decoded
 * @param limits how large bodies may be
 * @param refuseOtherMethods whether methods are refused that Kong would send as GET
 */
public record ResponseRewriteConfig(
        @Description("What is done with responses; of each rule that a response meets, in this order") @LenMin(1)
        List<RuleConfig> rules,

        @Description("Media types of bodies that are read as JSON; * stands for any text")
        @DefaultValue({"application/json", "application/*+json", "text/json"})
        Set<@Match(TYPE) String> jsonTypes,

        @Description("Media types of bodies that are read as text; * stands for any text")
        @DefaultValue({"text/*", "application/xml", "application/*+xml", "application/javascript"})
        Set<@Match(TYPE) String> textTypes,

        @Description("Charset of texts whose Content-Type names none")
        @DefaultValue("utf-8")
        @OneOf({"utf-8", "us-ascii", "iso-8859-1", "windows-1252"})
        String textCharset,

        @Description("Whether a body in a coding other than gzip and deflate is refused or passed as it is; where masks"
                + " apply it is refused")
        @DefaultValue("refuse")
        Unsupported unsupportedEncoding,

        @Description("How large bodies may be") LimitsConfig limits,

        @Description("Whether methods that Kong sends upstream as GET, on routes with this plugin, get 405")
        @DefaultValue("false")
        boolean refuseOtherMethods) {

    /** A media type, perhaps with {@code *}, as a Lua pattern. */
    static final String TYPE = "^[%w*!#$&^_.+-]+/[%w*!#$&^_.+-]+$";

    /** What becomes of a body that cannot be decoded. */
    public enum Unsupported {
        /** The client gets 502. */
        REFUSE,
        /** The client gets it as it is. */
        PASS
    }
}
