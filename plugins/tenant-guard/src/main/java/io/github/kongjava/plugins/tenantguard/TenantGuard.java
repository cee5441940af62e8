package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.OnFailure;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.Elsewhere;
import io.github.kongjava.plugins.support.GuardedHeaders;
import io.github.kongjava.plugins.support.JsonAnswer;
import io.github.kongjava.plugins.tenantguard.config.Config;
import io.github.kongjava.plugins.tenantguard.identity.Identification;
import io.github.kongjava.plugins.tenantguard.identity.Identity;
import java.util.List;
import java.util.Optional;

/** Finds out whose request it is, and whether that tenant may have one more. */
@KongPlugin(name = "tenant-guard", version = "1.0.0", priority = 915, onFailure = @OnFailure(status = 503))
public final class TenantGuard implements AccessPhase, LogPhase {

    private final Config config;
    private final Identification identification;
    private final GuardedHeaders guarded;
    private final Registry registry;
    private final Turnstile turnstile;

    /**
     * For one configuration.
     *
     * @throws IllegalArgumentException if a field has a value that Kong's schema cannot refuse; the message names it
     */
    public TenantGuard(Config config, PluginContext context) {
        this.config = config;
        identification = new Identification(config.sources(), config.maxLength());
        guarded = GuardedHeaders.of(List.of(config.header()));
        registry = new Registry(config);
        turnstile = new Turnstile(config, Kept.in(context));
    }

    @Override
    public void access(Kong kong) {
        Headers headers = GuardedHeaders.visible(kong);
        Optional<String> fault = guarded.fault(headers);
        if (fault.isPresent()) {
            throw JsonAnswer.problem(400, "Bad Request", fault.get()).exit(kong);
        }
        String tenant = tenant(kong, headers);
        Entitlement entitlement = registry.of(tenant).orElseThrow(() -> forbidden(kong, "the tenant is not known"));
        if (entitlement.suspended()) {
            throw forbidden(kong, "the tenant is suspended");
        }
        turnstile.enter(kong, tenant, entitlement);
        guarded.remove(kong, headers);
        kong.service().request().setHeader(config.header(), tenant);
        kong.ctx().shared().set(config.contextKey(), tenant);
        route(kong, entitlement);
    }

    private String tenant(Kong kong, Headers headers) {
        Identity identity = identification.of(kong, headers);
        if (identity instanceof Identity.Of known) {
            return known.name();
        } else if (identity instanceof Identity.Refused refused) {
            kong.log().info("tenant-guard refuses: " + refused.reason());
            throw forbidden(kong, "the tenant cannot be told");
        }
        return config.defaultTenant().orElseThrow(() -> forbidden(kong, "no tenant is named"));
    }

    private static RuntimeException forbidden(Kong kong, String detail) {
        throw JsonAnswer.problem(403, "Forbidden", detail).exit(kong);
    }

    private static void route(Kong kong, Entitlement entitlement) {
        Optional<String> fault = entitlement
                .target()
                .flatMap(target -> Elsewhere.toTarget(kong, target.host(), target.port()))
                .or(() -> entitlement.upstream().flatMap(name -> Elsewhere.toUpstream(kong, name)));
        if (fault.isPresent()) {
            kong.log().err("tenant-guard: ", fault.get());
            throw JsonAnswer.problem(503, "Service Unavailable", "the tenant's upstream cannot be reached")
                    .exit(kong);
        }
    }

    @Override
    public void log(Kong kong) {
        turnstile.leave(kong);
    }
}
