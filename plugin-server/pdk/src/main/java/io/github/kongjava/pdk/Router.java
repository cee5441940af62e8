package io.github.kongjava.pdk;

import java.util.Optional;

/** The route and service that were found for the request: {@code kong.router}. */
public interface Router {

    /**
     * The route; empty if none was found.
     *
     * <p>Lua: {@code kong.router.get_route}. Phases: access, response, log.
     */
    Optional<Route> route();

    /**
     * The service of the route; empty if it has none.
     *
     * <p>Lua: {@code kong.router.get_service}. Phases: access, response, log.
     */
    Optional<GatewayService> service();
}
