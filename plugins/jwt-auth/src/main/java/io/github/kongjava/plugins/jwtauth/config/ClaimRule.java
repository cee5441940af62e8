package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.LenMin;
import java.util.Set;

/**
 * What a claim with several values, such as scopes or groups, must hold. Both rules apply.
 *
 * @param claim where the values stand
 * @param any of which one must be there
 * @param all of which each must be there
 */
public record ClaimRule(
        @Description("Name of the claim that has the values, or path with dots")
        @LenMin(1)
        @Examples({"scope", "realm_access.roles"})
        String claim,

        @Description("Values of which the token must have at least one") @DefaultValue({})
        Set<String> any,

        @Description("Values of which the token must have each") @DefaultValue({})
        Set<String> all) {}
