package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.protocol.Value;
import java.time.Duration;
import java.util.Optional;

/** {@code kong.service}. */
final class ServiceFunctions {

    private static final int LONGEST = 2147483646;

    private ServiceFunctions() {}

    static void addTo(Functions to) {
        to.get(SERVICE_SET_UPSTREAM, ServiceFunctions::setUpstream);
        to.set(SERVICE_SET_TARGET, ServiceFunctions::setTarget);
        to.set(SERVICE_SET_RETRIES, call -> call.arguments().whole(0, 0, 32767, "retries"));
        to.set(SERVICE_SET_TIMEOUTS, ServiceFunctions::setTimeouts);
        to.get(SERVICE_SET_TLS_VERIFY, call -> {
            if (call.arguments().at(0) instanceof Value.Bool) {
                return new Value.Bool(true);
            }
            throw new LuaError("argument must be a boolean");
        });
        to.get(SERVICE_SET_TLS_VERIFY_DEPTH, call -> {
            call.arguments().whole(0, 0, LONGEST, "depth");
            return new Value.Bool(true);
        });
    }

    private static Value setUpstream(Call call) {
        String name = call.text(0, "host");
        if (!call.exchange().node.upstreams().contains(name)) {
            return Value.NIL;
        }
        call.exchange().target.host = name;
        return new Value.Bool(true);
    }

    private static void setTarget(Call call) {
        if (call.phase() == Phase.REWRITE) {
            throw new LuaError("attempt to index field 'balancer_data' (a nil value)");
        }
        Target target = call.exchange().target;
        String host = call.text(0, "host");
        int port = call.arguments().whole(1, 0, 65535, "port");
        target.host = host;
        target.port = port;
        target.hostHeader = target.hostHeader.or(() -> Optional.of(host));
    }

    private static void setTimeouts(Call call) {
        call.arguments().whole(0, 1, LONGEST, "connect_timeout");
        call.arguments().whole(1, 1, LONGEST, "write_timeout");
        int read = call.arguments().whole(2, 1, LONGEST, "read_timeout");
        call.exchange().target.timeout = Duration.ofMillis(read);
    }
}
