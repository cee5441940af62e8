package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Value;
import java.util.Optional;

/** {@code kong.request}, but for the body. */
final class RequestFunctions {

    private RequestFunctions() {}

    static void addTo(Functions to) {
        to.get(
                REQUEST_GET_SCHEME,
                call -> ByteText.value(call.exchange().client.peer().scheme()));
        to.get(REQUEST_GET_HOST, call -> ByteText.value(Forwarding.requestHost(call.exchange())));
        to.get(
                REQUEST_GET_PORT,
                call -> new Value.Whole(call.exchange().client.peer().gatewayPort()));
        to.get(REQUEST_GET_FORWARDED_SCHEME, call -> ByteText.value(Forwarding.scheme(call.exchange())));
        to.get(REQUEST_GET_FORWARDED_HOST, call -> ByteText.value(Forwarding.host(call.exchange())));
        to.get(REQUEST_GET_FORWARDED_PORT, call -> new Value.Whole(Forwarding.port(call.exchange())));
        to.get(REQUEST_GET_FORWARDED_PATH, call -> ByteText.value(Forwarding.path(call.exchange())));
        to.get(REQUEST_GET_FORWARDED_PREFIX, call -> Lua.textOrNil(Forwarding.prefix(call.exchange())));
        to.get(
                REQUEST_GET_HTTP_VERSION,
                call -> Lua.number(call.exchange().client.httpVersion()));
        to.get(REQUEST_GET_METHOD, call -> ByteText.value(call.exchange().method));
        to.get(
                REQUEST_GET_PATH,
                call -> ByteText.value(Escapes.normalPath(call.exchange().client.rawPath())));
        to.get(
                REQUEST_GET_RAW_PATH,
                call -> ByteText.value(call.exchange().client.rawPath()));
        to.get(
                REQUEST_GET_PATH_WITH_QUERY,
                call -> ByteText.value(call.exchange().client.target()));
        to.get(REQUEST_GET_RAW_QUERY, call -> ByteText.value(call.exchange().query));
        to.get(REQUEST_GET_QUERY_ARG, RequestFunctions::queryArgument);
        to.get(REQUEST_GET_QUERY, call -> Query.multiMap(call.exchange().query, call.limit("max_args")));
        to.get(REQUEST_GET_HEADER, RequestFunctions::header);
        to.get(REQUEST_GET_HEADERS, call -> call.exchange().headers.multiMap(call.limit("max_headers")));
        to.get(REQUEST_GET_URI_CAPTURES, RequestFunctions::captures);
        to.get(REQUEST_GET_START_TIME, call -> new Value.Whole(call.exchange().startMillis));
        to.get(ROUTER_GET_ROUTE, call -> Lua.entityOrNil(call.exchange().route));
        to.get(ROUTER_GET_SERVICE, call -> Lua.entityOrNil(call.exchange().service));
    }

    private static Value queryArgument(Call call) {
        Optional<Value> value = Query.first(call.exchange().query, call.text(0, "query argument name"));
        if (call.protocol() == Protocol.PROTOBUF && value.orElse(Value.NIL) instanceof Value.Bool) {
            throw new LuaError("true is no string");
        }
        return Lua.orNil(value);
    }

    private static Value header(Call call) {
        String name = call.text(0, "header name");
        Headers headers = call.exchange().headers;
        if (name.equalsIgnoreCase("cookie") && headers.all("cookie").size() > 1) {
            return ByteText.value(String.join("; ", headers.all("cookie")));
        }
        return Lua.textOrNil(headers.first(name));
    }

    private static Value captures(Call call) {
        Captures captures = call.exchange().captures;
        return call.protocol() == Protocol.PROTOBUF ? captures.protoBuf() : captures.value();
    }
}
