package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.Match;
import java.util.Optional;

/**
 * Where tokens come from, and what becomes of them.
 *
 * @param authorization whether Authorization is read
 * @param header another header that is read
 * @param headerPrefix what stands before the token there
 * @param cookie a cookie that is read
 * @param queryArg an argument of the query that is read
 * @param maxBytes the longest token
 * @param hide whether the upstream does not see it
 */
public record TokenConfig(
        @Description("Whether tokens come in the header Authorization with the scheme Bearer") @DefaultValue("true")
        boolean authorization,

        @Description("Another header in which tokens come") @Match(JwtAuthConfig.NAME) @Examples("X-Access-Token")
        Optional<String> header,

        @Description("What stands before the token in that header, blanks included; a value without it is no token")
        @Examples("Token ")
        Optional<String> headerPrefix,

        @Description("Name of a cookie in which tokens come") @Match(JwtAuthConfig.NAME) @Examples("session")
        Optional<String> cookie,

        @Description("Name of a query argument in which tokens come; they then stand in logs and histories")
        @Examples("access_token")
        Optional<String> queryArg,

        @Description("Length of the longest token in bytes") @DefaultValue("8192") @Between(min = 128, max = 65_536)
        int maxBytes,

        @Description("Whether the token is removed before the request goes to the upstream") @DefaultValue("false")
        boolean hide) {}
