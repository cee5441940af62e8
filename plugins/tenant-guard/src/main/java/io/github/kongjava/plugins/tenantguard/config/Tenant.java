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
 * A tenant of the registry.
 *
 * @param name as requests have it
 * @param plan what it may use
 * @param suspended whether its requests are refused
 * @param limits instead of the plan's
 * @param concurrent instead of the plan's
 * @param upstream where its requests go
 * @param target where its requests go
 */
public record Tenant(
        @Description("Name of the tenant, as requests have it") @LenMin(1) @LenMax(64) @Match("^%w[%w_.-]*$")
        String name,

        @Description("Name of its plan; default_plan without it") @LenMin(1) @LenMax(64)
        Optional<String> plan,

        @Description("Whether its requests are refused with 403") @DefaultValue("false")
        boolean suspended,

        @Description("Limits instead of the plan's") @LenMax(8)
        Optional<List<Limit>> limits,

        @Description("How many requests at once, instead of the plan's")
        Optional<@Between(min = 1, max = 1_000_000) Integer> concurrent,

        @Description("Name of the upstream of Kong to which its requests go") @Match("^[%w._-]+$")
        Optional<String> upstream,

        @Description("host:port to which its requests go; one of allowed_targets") @LenMin(3) @LenMax(260)
        Optional<String> target) {}
