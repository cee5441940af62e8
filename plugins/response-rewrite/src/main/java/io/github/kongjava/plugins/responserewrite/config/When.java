package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.ResponseSource;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions. An empty one does not matter; those that are given must all be met, each by one of its values.
 *
 * @param statuses statuses, such as {@code 404} or {@code 5xx}
 * @param contentTypes media types, perhaps with {@code *}
 * @param headers headers that must be there
 * @param sources who made the response
 * @param methods the client's method
 * @param path what the client's path must match
 */
public record When(
        @Description("Statuses of the response; x stands for any digit") @DefaultValue({})
        Set<@Match("^[1-5][0-9x][0-9x]$") @Examples({"404", "5xx"}) String> statuses,

        @Description("Media types of the response; * stands for any text") @DefaultValue({})
        Set<@Match(ResponseRewriteConfig.TYPE) String> contentTypes,

        @Description("Headers that the response must have, all of them") @DefaultValue({})
        List<HeaderCondition> headers,

        @Description(
                "Who made the response: the upstream (service), or Kong (exit, error), whose own answers no response"
                        + " phase sees in Kong 3.9")
        @DefaultValue({})
        Set<ResponseSource> sources,

        @Description("Methods of the request, in capitals") @DefaultValue({})
        Set<@Match("^[A-Z]+$") @Examples("GET") String> methods,

        @Description("RE2 expression that is to be found in the request's path")
        Optional<String> path) {

    /**
     * A header of the response.
     *
     * @param name its name
     * @param pattern what one of its values must match
     */
    public record HeaderCondition(
            @Description("Name of the header") @Match(HeaderChanges.NAME)
            String name,

            @Description("RE2 expression that is to be found in one of its values; any value without one")
            Optional<String> pattern) {}
}
