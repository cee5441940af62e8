package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of headers.
 *
 * @param remove names of those that go
 * @param rename new names by old ones
 * @param set those that take the place of what is there
 * @param add those that come to what is there
 */
public record HeaderChanges(
        @Description("Headers to remove") @DefaultValue({}) Set<@Match(NAME) @Examples("Server") String> remove,

        @Description("New names of headers, by their old ones; all values are kept") @DefaultValue({})
        Map<@Match(NAME) String, @Match(NAME) String> rename,

        @Description("Headers to set in place of all values that are there; a name that is given twice gets two values")
        @DefaultValue({})
        List<Line> set,

        @Description("Headers to add to the values that are there") @DefaultValue({})
        List<Line> add) {

    /** A header's name, as a Lua pattern. */
    static final String NAME = "^[%w!#$&'*+.^_`|~-]+$";

    /**
     * A header line.
     *
     * @param name the name
     * @param value the value, perhaps with placeholders
     */
    public record Line(
            @Description("Name of the header") @Match(NAME) String name,

            @Description("Value of the header, with placeholders such as ${request.path}")
            String value) {}
}
