package io.github.kongjava.plugins.circuitbreaker;

import io.github.kongjava.pdk.GatewayService;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Route;
import java.util.Optional;

/**
 * What has a breaker of its own. Nothing that a client chooses freely is in it, but for a tenant that an earlier plugin let
 * through.
 *
 * @param id tells it from others
 * @param shown how people know it
 * @param whole the same, without the tenant
 */
public record Scope(String id, String shown, String whole) {

    private static final int LONGEST_TENANT = 128;

    /** One that is no tenant's. */
    public Scope(String id, String shown) {
        this(id, shown, shown);
    }

    /** That of a request in the access phase. */
    static Scope of(Kong kong, Config config) {
        if (config.scope() == Config.ScopeKind.ROUTE) {
            return ofRoute(kong);
        }
        Optional<GatewayService> found = kong.router().service();
        if (found.isEmpty()) {
            return ofRoute(kong);
        }
        GatewayService service = found.get();
        return switch (config.scope()) {
            case UPSTREAM -> named("upstream " + service.host());
            case HOST -> named("host " + service.host() + ":" + service.port());
            case TENANT ->
                tenant(kong, config)
                        .map(tenant -> ofService(service).with(tenant))
                        .orElseGet(() -> ofService(service));
            default -> ofService(service);
        };
    }

    private static Scope named(String name) {
        return new Scope(name, name);
    }

    private static Scope ofService(GatewayService service) {
        return new Scope("service " + service.id(), "service " + service.name().orElse(service.id()));
    }

    private static Scope ofRoute(Kong kong) {
        Route route = route(kong);
        return new Scope("route " + route.id(), "route " + route.name().orElse(route.id()));
    }

    /** The route of a request in the access phase. */
    static Route route(Kong kong) {
        return kong.router()
                .route()
                .orElseThrow(() -> new IllegalStateException("Kong knows no route for a request in access"));
    }

    private Scope with(String tenant) {
        return new Scope(id + " tenant " + tenant, shown + " tenant " + tenant, shown);
    }

    /** What is no short visible text is nobody's name; such requests share the service's own breaker. */
    private static Optional<String> tenant(Kong kong, Config config) {
        return kong.ctx()
                .shared()
                .get(config.tenantKey())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isEmpty()
                        && name.length() <= LONGEST_TENANT
                        && name.chars().allMatch(c -> c > 0x20 && c < 0x7F));
    }
}
