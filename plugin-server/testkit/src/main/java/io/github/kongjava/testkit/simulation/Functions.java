package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The PDK functions that the simulation has. */
final class Functions {

    /** One function; throws {@link LuaError} where Kong's would throw. */
    @FunctionalInterface
    interface Body {
        Value run(Call call);
    }

    /** A function that returns nothing. */
    @FunctionalInterface
    interface Setter {
        void run(Call call);
    }

    private final Map<PdkFunction, Body> bodies = new EnumMap<>(PdkFunction.class);

    void get(PdkFunction function, Body body) {
        bodies.put(function, body);
    }

    void set(PdkFunction function, Setter body) {
        bodies.put(function, call -> {
            body.run(call);
            return Value.NIL;
        });
    }

    Optional<Body> find(PdkFunction function) {
        return Optional.ofNullable(bodies.get(function));
    }

    /** All of them. */
    static final Functions ALL = all();

    private static Functions all() {
        Functions functions = new Functions();
        ClientFunctions.addTo(functions);
        RequestFunctions.addTo(functions);
        RequestBodyFunctions.addTo(functions);
        ResponseFunctions.addTo(functions);
        ServiceFunctions.addTo(functions);
        ServiceRequestFunctions.addTo(functions);
        ServiceResponseFunctions.addTo(functions);
        LogFunctions.addTo(functions);
        NodeFunctions.addTo(functions);
        ContextFunctions.addTo(functions);
        return functions;
    }
}
