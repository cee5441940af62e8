package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.GatewayService;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Route;
import io.github.kongjava.pdk.Router;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Optional;

/** {@code kong.router}. */
record RouterCalls(Calls calls) implements Router {

    @Override
    public Optional<Route> route() {
        PdkFunction function = PdkFunction.ROUTER_GET_ROUTE;
        calls.allow(function);
        return Entities.route(Fields.of(function, throwsInKong() ? routeInContext() : calls.answer(function)));
    }

    @Override
    public Optional<GatewayService> service() {
        PdkFunction function = PdkFunction.ROUTER_GET_SERVICE;
        return Entities.service(Fields.of(function, calls.answer(function)));
    }

    /**
     * Kong cannot write a stream's route in ProtoBuf if it has sources or destinations, and throws; in log that gives the
     * saved data of this request to a later one. Streams have log as their only phase in which routes can be asked for.
     */
    private boolean throwsInKong() {
        return calls.inProtoBuf()
                && calls.in(Phase.LOG)
                && calls.text(PdkFunction.NGINX_GET_SUBSYSTEM).equals("stream");
    }

    /** The same table by another way, which has no fixed fields. */
    private Value routeInContext() {
        return calls.answer(PdkFunction.NGINX_GET_CTX, Value.text("route"));
    }
}
