package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Value;

/** The body functions of {@code kong.request}. */
final class RequestBodyFunctions {

    private RequestBodyFunctions() {}

    static void addTo(Functions to) {
        to.get(REQUEST_GET_RAW_BODY, RequestBodyFunctions::rawBody);
        to.get(REQUEST_GET_BODY, RequestBodyFunctions::body);
    }

    private static Value rawBody(Call call) {
        Exchange exchange = call.exchange();
        if (call.protocol() == Protocol.PROTOBUF) {
            return RawBodies.protoBuf(exchange);
        }
        boolean read = call.arguments().at(0) instanceof Value.Whole limit
                && (limit.value() == 0 || limit.value() >= exchange.body.length);
        if (exchange.bodyOnDisk() && !read) {
            throw new LuaError("attempt to get length of local 'str' (a nil value)");
        }
        return new Value.Text(exchange.body);
    }

    /** JSON and forms, as their content type says; what cannot be read is nil. */
    private static Value body(Call call) {
        Exchange exchange = call.exchange();
        String type = call.arguments().absent(0)
                ? exchange.headers.first("content-type").orElse("")
                : call.text(0, "mimetype");
        boolean hidden = exchange.bodyOnDisk() && call.arguments().absent(2);
        if (hidden) {
            return Value.NIL;
        }
        int limit = call.arguments().wholeOr(1, 100, 1, 1000, "max_args");
        return Bodies.read(type, exchange.body, limit);
    }
}
