package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.server.protocol.Value;
import java.util.Optional;

/** {@code kong.client}. */
final class ClientFunctions {

    private ClientFunctions() {}

    static void addTo(Functions to) {
        to.get(
                CLIENT_GET_IP,
                call -> ByteText.value(call.exchange().client.peer().ip()));
        to.get(CLIENT_GET_FORWARDED_IP, call -> ByteText.value(Forwarding.ip(call.exchange())));
        to.get(
                CLIENT_GET_PORT,
                call -> new Value.Whole(call.exchange().client.peer().port()));
        to.get(CLIENT_GET_FORWARDED_PORT, call -> forwardedPort(call.exchange()));
        to.get(CLIENT_GET_CREDENTIAL, call -> Lua.entityOrNil(call.exchange().credential));
        to.get(CLIENT_GET_CONSUMER, call -> Lua.entityOrNil(call.exchange().consumer));
        to.get(CLIENT_LOAD_CONSUMER, ClientFunctions::loadConsumer);
        to.set(CLIENT_AUTHENTICATE, ClientFunctions::authenticate);
        to.get(CLIENT_GET_PROTOCOL, ClientFunctions::protocol);
        to.get(CLIENT_TLS_GET_FULL_CLIENT_CERTIFICATE_CHAIN, call -> Value.NIL);
        to.set(CLIENT_TLS_SET_CLIENT_VERIFY, call -> {
            if (!call.text(0, "client verify value").matches("SUCCESS|NONE|FAILED:.+")) {
                throw new LuaError("unknown client verify value");
            }
        });
    }

    private static Value forwardedPort(Exchange exchange) {
        boolean realIp =
                exchange.trusted() && exchange.headers.first("x-real-ip").isPresent();
        return realIp ? Value.NIL : new Value.Whole(exchange.client.peer().port());
    }

    private static Value loadConsumer(Call call) {
        String key = call.text(0, "consumer id");
        boolean byUsername = call.arguments().flag(1);
        if (!byUsername && !key.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new LuaError("cannot load a consumer with an id that is not a uuid");
        }
        return Lua.entityOrNil(call.exchange().node.consumer(key, byUsername));
    }

    private static void authenticate(Call call) {
        Arguments arguments = call.arguments();
        if (arguments.absent(0) && arguments.absent(1)) {
            throw new LuaError("either credential or consumer must be provided");
        }
        call.exchange().authenticated(entity(arguments, 0), entity(arguments, 1));
    }

    private static Optional<Entity> entity(Arguments arguments, int index) {
        return arguments.absent(index)
                ? Optional.empty()
                : Optional.of(new Entity(arguments.table(index, "consumer or credential")));
    }

    private static Value protocol(Call call) {
        Exchange exchange = call.exchange();
        boolean forwarded = call.arguments().flag(0);
        return ByteText.value(
                forwarded ? Forwarding.scheme(exchange) : exchange.client.peer().scheme());
    }
}
