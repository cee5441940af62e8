package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.OnFailure;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.ConnectionHeaders;
import io.github.kongjava.plugins.support.Elsewhere;
import io.github.kongjava.plugins.support.GuardedHeaders;
import io.github.kongjava.plugins.tenantguard.config.Config;
import io.github.kongjava.plugins.tenantguard.config.Source;
import io.github.kongjava.plugins.tenantguard.identity.Identification;
import io.github.kongjava.plugins.tenantguard.identity.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        require(!ConnectionHeaders.contains(config.header()), "header: " + config.header() + " is of the connection");
        require(!config.contextKey().equals(Turnstile.PERMIT), "context_key: is what this plugin keeps for itself");
        identification = new Identification(config.sources(), config.maxLength());
        guarded = GuardedHeaders.of(guarded(config));
        registry = new Registry(config);
        turnstile = new Turnstile(config, Kept.in(context));
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Upstreams are to believe one header alone, whoever may send the others. */
    private static List<String> guarded(Config config) {
        Stream<String> sources = config.sources().stream()
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .flatMap(source -> source.name().stream());
        return Stream.concat(Stream.of(config.header()), sources).toList();
    }

    @Override
    public void access(Kong kong) {
        Headers headers = GuardedHeaders.visible(kong);
        Optional<String> fault = guarded.fault(headers);
        if (fault.isPresent()) {
            throw new Refusal(400, fault.get()).exit(kong);
        }
        String tenant = tenant(kong, headers);
        Entitlement entitlement =
                registry.of(tenant).orElseThrow(() -> forbidden(kong, tenant, "the tenant is not known"));
        if (entitlement.suspended()) {
            throw forbidden(kong, tenant, "the tenant is suspended");
        }
        // Before anything is counted: who cannot be served shall not pay.
        route(kong, entitlement);
        turnstile.enter(kong, tenant, entitlement);
        guarded.remove(kong, headers);
        kong.service().request().setHeader(config.header(), tenant);
        kong.ctx().shared().set(config.contextKey(), tenant);
    }

    private String tenant(Kong kong, Headers headers) {
        Identity identity = identification.of(kong, headers);
        if (identity instanceof Identity.Of known) {
            return known.name();
        } else if (identity instanceof Identity.Refused refused) {
            throw new Refusal(403, "the tenant cannot be told").exit(kong, refused.reason());
        }
        return config.defaultTenant().orElseThrow(() -> new Refusal(403, "no tenant is named").exit(kong));
    }

    private static RuntimeException forbidden(Kong kong, String tenant, String detail) {
        throw new Refusal(403, detail).exit(kong, tenant + ": " + detail);
    }

    private static void route(Kong kong, Entitlement entitlement) {
        Optional<String> fault = entitlement
                .target()
                .flatMap(target -> Elsewhere.toTarget(kong, target.host(), target.port()))
                .or(() -> entitlement.upstream().flatMap(name -> Elsewhere.toUpstream(kong, name)));
        if (fault.isPresent()) {
            kong.log().err("tenant-guard: ", fault.get());
            throw new Refusal(503, "the tenant's upstream cannot be reached").exit(kong);
        }
    }

    @Override
    public void log(Kong kong) {
        turnstile.leave(kong);
    }
}
