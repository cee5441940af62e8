package io.github.kongjava.plugins.tenantguard.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import java.util.List;
import java.util.Optional;

/**
 * What each tenant of a kind may use.
 *
 * @param name of the plan
 * @param limits all of which a request must fit into
 * @param concurrent how many requests at once
 */
public record Plan(
        @Description("Name of the plan") @LenMin(1) @LenMax(64) @Match("^[%w_.-]+$")
        String name,

        @Description("Limits, all of which a request must fit into") @DefaultValue({}) @LenMax(8)
        List<Limit> limits,

        @Description("How many requests of a tenant may be on their way at once; any number without it")
        Optional<@Between(min = 1, max = 1_000_000) Integer> concurrent) {}
