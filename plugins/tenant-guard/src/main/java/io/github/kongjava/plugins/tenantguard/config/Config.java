package io.github.kongjava.plugins.tenantguard.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.Milliseconds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of one configured plugin. The descriptions are those that Kong shows.
 *
 * @param sources where the tenant's name may be
 * @param maxLength how long a name may be
 * @param defaultTenant whose requests those are that name none
 * @param tenants the registry
 * @param allowUnknown whether tenants may pass that are not in it
 * @param plans what tenants may use
 * @param defaultPlan the plan of tenants without one
 * @param overall what all together may use
 * @param header how the upstream learns the tenant
 * @param contextKey how later plugins learn it
 * @param namespace what counts together
 * @param rateHeaders which headers tell clients how much is left
 * @param allowedTargets where requests of tenants may be sent
 * @param lease how long a request may take until its place is given away
 * @param redis what counts for several gateways
 */
public record Config(
        @Description("Where the name of the tenant may be; all that have one must agree") @LenMin(1) @LenMax(16)
        List<Source> sources,

        @Description("How many characters the name of a tenant may have")
        @DefaultValue("64")
        @Between(min = 1, max = 64)
        int maxLength,

        @Description("Tenant of requests that name none; they are refused with 403 without it")
        @LenMin(1)
        @LenMax(64)
        @Match("^%w[%w_.-]*$")
        Optional<String> defaultTenant,

        @Description("The registry of tenants") @DefaultValue({}) @LenMax(100_000)
        List<Tenant> tenants,

        @Description("Whether tenants may pass that are not in the registry, by default_plan") @DefaultValue("false")
        boolean allowUnknown,

        @Description("What tenants may use") @DefaultValue({}) @LenMax(1000)
        List<Plan> plans,

        @Description("Plan of tenants without one; without it they have no limits") @LenMin(1) @LenMax(64)
        Optional<String> defaultPlan,

        @Description("What all tenants together may use") Overall overall,

        @Description("Header that tells the upstream the tenant; a client's own is removed")
        @DefaultValue("X-Tenant-Id")
        @LenMax(128)
        @Match("^[%w!#$&'*+.^_`|~-]+$")
        String header,

        @Description("Key of kong.ctx.shared that tells later plugins the tenant")
        @DefaultValue("tenant")
        @LenMin(1)
        @LenMax(128)
        String contextKey,

        @Description("Configurations of the same namespace count together")
        @DefaultValue("default")
        @LenMin(1)
        @LenMax(64)
        @Match("^[%w_.-]+$")
        String namespace,

        @Description("Headers that tell clients how much is left: ratelimit (RateLimit, RateLimit-Policy) and legacy")
        @DefaultValue({"ratelimit", "legacy"})
        Set<RateHeaders> rateHeaders,

        @Description("host:port that tenants may have as target") @DefaultValue({}) @LenMax(10_000)
        Set<String> allowedTargets,

        @Description("Milliseconds after which the place of a request is given away of whose end Kong has said nothing")
        @DefaultValue("600000")
        @Between(min = 1000, max = 86_400_000)
        @Milliseconds
        Duration lease,

        @Description("Redis that counts limits for several gateways")
        RedisConfig redis) {

    /** Headers that tell clients how much is left. */
    public enum RateHeaders {
        /** The fields of the IETF's draft. */
        RATELIMIT,
        /** What was used before it. */
        LEGACY
    }
}
