package io.github.kongjava.plugins.tenantguard.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import java.util.List;
import java.util.Optional;

/**
 * What all tenants together may use.
 *
 * @param limits all of which a request must fit into
 * @param concurrent how many requests at once
 * @param fairShares whether what others are entitled to is kept for them
 * @param reserve how much is kept for a tenant that has not come yet
 */
public record Overall(
        @Description("Limits for all tenants together") @DefaultValue({}) @LenMax(8)
        List<Limit> limits,

        @Description("How many requests of all tenants may be on their way at once")
        Optional<@Between(min = 1, max = 1_000_000) Integer> concurrent,

        @Description("Whether each tenant that is active gets its part of these before others get more than theirs")
        @DefaultValue("true")
        boolean fairShares,

        @Description(
                "Percentage of a fair share that is kept for a tenant that has not come yet; without it one alone may have"
                        + " all")
        @DefaultValue("50")
        @Between(min = 0, max = 100)
        int reserve) {}
