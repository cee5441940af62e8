package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Value;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code kong.ctx.shared}, and nginx's context and variables. */
final class ContextFunctions {

    private ContextFunctions() {}

    static void addTo(Functions to) {
        to.set(CTX_SHARED_SET, call -> put(call, call.exchange().shared));
        to.get(CTX_SHARED_GET, call -> get(call, call.exchange().shared));
        to.set(NGINX_SET_CTX, call -> put(call, call.exchange().nginx));
        to.get(NGINX_GET_CTX, call -> get(call, call.exchange().nginx));
        to.get(NGINX_GET_VAR, call -> Lua.textOrNil(variable(call.exchange(), call.text(0, "variable name"))));
    }

    private static void put(Call call, Map<String, Value> map) {
        String key = call.text(0, "key");
        Value value = call.arguments().at(1);
        boolean lost = call.protocol() == Protocol.PROTOBUF && value.equals(new Value.Bool(false));
        if (value instanceof Value.Nil || lost) {
            map.remove(key);
        } else {
            map.put(key, Lua.stored(value));
        }
    }

    private static Value get(Call call, Map<String, Value> map) {
        return Lua.orNil(Optional.ofNullable(map.get(call.text(0, "key"))));
    }

    /** What Kong makes of the client's header before any plugin runs. */
    private static Optional<String> upgrade(ClientRequest client) {
        return new Headers(client.headers())
                .first("upgrade")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.equals("websocket"));
    }

    /** The variables that plugins commonly read; any other is nil. */
    private static Optional<String> variable(Exchange exchange, String name) {
        ClientRequest client = exchange.client;
        if (name.startsWith("http_")) {
            return exchange.headers.first(name.substring("http_".length()));
        }
        if (name.startsWith("arg_")) {
            return Query.first(exchange.query, name.substring("arg_".length())).map(Arguments::tostring);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "request_uri" -> Optional.of(client.target());
            case "uri" -> Optional.of(Escapes.normalPath(client.rawPath()));
            case "args", "query_string" -> Optional.of(exchange.query).filter(query -> !query.isEmpty());
            case "request_method" -> Optional.of(exchange.method);
            case "host" -> Optional.of(Forwarding.requestHost(exchange));
            case "scheme" -> Optional.of(client.peer().scheme());
            case "remote_addr" -> Optional.of(client.peer().ip());
            case "remote_port" -> Optional.of(Integer.toString(client.peer().port()));
            case "server_port" -> Optional.of(Integer.toString(client.peer().gatewayPort()));
            case "upstream_uri" -> Optional.of(exchange.target.path);
            case "upstream_host" -> exchange.target.hostHeader;
            case "upstream_upgrade" -> upgrade(client);
            case "request_id", "kong_request_id" -> Optional.of(exchange.requestId);
            case "kong_proxy_mode" -> Optional.of("http");
            default -> Optional.empty();
        };
    }
}
