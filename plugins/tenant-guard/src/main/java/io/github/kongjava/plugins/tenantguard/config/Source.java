package io.github.kongjava.plugins.tenantguard.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import java.util.List;
import java.util.Optional;

/**
 * Where the name of the tenant may be.
 *
 * @param kind what to look into
 * @param name what to look for there
 * @param members the way on from there
 * @param pattern the text around the name
 * @param trusted who may send the header
 */
public record Source(
        @Description(
                "context: a value that an earlier plugin left in kong.ctx.shared, such as a verified claim; consumer; host;"
                        + " path: a capture of the route; header: from trusted addresses only")
        Kind kind,

        @Description(
                "context: the key; consumer: id, username, custom_id or tag; path: name or number of the capture; header:"
                        + " the name")
        @LenMin(1)
        @LenMax(128)
        Optional<String> name,

        @Description("context: the members to follow, if the value is a map") @DefaultValue({}) @LenMax(8)
        List<String> members,

        @Description(
                "Text with one * that stands for the name, such as *.api.example.com or tenant:*; host and tag need it")
        @LenMin(1)
        @LenMax(256)
        Optional<String> pattern,

        @Description("header: addresses and networks (CIDR) from which it is believed, as Kong sees the connection")
        @DefaultValue({})
        @LenMax(64)
        List<String> trusted) {

    /** What to look into. */
    public enum Kind {
        /** Values of earlier plugins. */
        CONTEXT,
        /** Who Kong takes the client for. */
        CONSUMER,
        /** The host the client asked for. */
        HOST,
        /** What the route's expression found in the path. */
        PATH,
        /** A header of the request. */
        HEADER
    }
}
