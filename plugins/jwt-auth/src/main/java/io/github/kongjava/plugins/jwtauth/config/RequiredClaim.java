package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMin;
import java.util.Set;

/** A claim that a token must have. */
public record RequiredClaim(
        @Description("Name of the claim, or path with dots") @LenMin(1)
        String claim,

        @Description("Accepted values; none for any value") @DefaultValue({})
        Set<String> values) {}
