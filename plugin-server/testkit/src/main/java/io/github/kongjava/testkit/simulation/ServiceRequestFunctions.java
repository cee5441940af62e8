package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code kong.service.request}. What it changes, {@code kong.request} tells afterwards, as both are one in nginx. */
final class ServiceRequestFunctions {

    private static final Set<String> METHODS = Set.of(
            "GET",
            "HEAD",
            "PUT",
            "POST",
            "DELETE",
            "OPTIONS",
            "MKCOL",
            "COPY",
            "MOVE",
            "PROPFIND",
            "PROPPATCH",
            "LOCK",
            "UNLOCK",
            "PATCH",
            "TRACE");

    private ServiceRequestFunctions() {}

    static void addTo(Functions to) {
        to.set(SERVICE_REQUEST_SET_SCHEME, ServiceRequestFunctions::setScheme);
        to.set(SERVICE_REQUEST_SET_PATH, ServiceRequestFunctions::setPath);
        to.set(SERVICE_REQUEST_SET_METHOD, ServiceRequestFunctions::setMethod);
        to.set(SERVICE_REQUEST_SET_RAW_QUERY, call -> call.exchange().query = call.text(0, "query"));
        to.set(
                SERVICE_REQUEST_SET_QUERY,
                call -> call.exchange().query = Query.encode(call.arguments().table(0, "args")));
        to.set(
                SERVICE_REQUEST_CLEAR_QUERY_ARG,
                call -> call.exchange().query =
                        Query.without(call.exchange().query, call.text(0, "query argument name")));
        to.set(
                SERVICE_REQUEST_SET_HEADER,
                call -> put(
                        call.exchange(),
                        call.text(0, "header"),
                        call.arguments().at(1)));
        to.set(SERVICE_REQUEST_ADD_HEADER, ServiceRequestFunctions::addHeader);
        to.set(SERVICE_REQUEST_CLEAR_HEADER, call -> call.exchange().headers.clear(call.text(0, "header")));
        to.set(SERVICE_REQUEST_SET_HEADERS, ServiceRequestFunctions::setHeaders);
        to.set(SERVICE_REQUEST_SET_RAW_BODY, call -> setBody(call.exchange(), ByteText.bytes(call.text(0, "body"))));
        to.get(SERVICE_REQUEST_SET_BODY, ServiceRequestFunctions::setForm);
        to.set(SERVICE_REQUEST_ENABLE_BUFFERING, call -> call.exchange().buffering = true);
    }

    private static void setScheme(Call call) {
        String scheme = call.text(0, "scheme");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new LuaError("invalid scheme: " + scheme);
        }
        call.exchange().target.scheme = scheme;
    }

    private static void setPath(Call call) {
        String path = call.text(0, "path");
        if (!path.startsWith("/")) {
            throw new LuaError("path must start with /");
        }
        call.exchange().target.path = Escapes.path(path);
    }

    private static void setMethod(Call call) {
        String method = call.text(0, "method");
        if (!METHODS.contains(method)) {
            throw new LuaError("invalid method: " + method);
        }
        call.exchange().method = method;
    }

    private static void put(Exchange exchange, String name, Value value) {
        List<String> values = Arguments.headerValues(name, value);
        if (name.equalsIgnoreCase("host")) {
            exchange.target.hostHeader = Optional.of(values.get(0));
        }
        if (!name.equals(":authority")) {
            exchange.headers.set(name, values);
        }
    }

    /** A list of values is taken for one text here, as in Kong. */
    private static void addHeader(Call call) {
        String name = call.text(0, "header");
        String value = Arguments.tostring(call.arguments().at(1));
        if (name.equalsIgnoreCase("host")) {
            put(call.exchange(), name, call.arguments().at(1));
        } else {
            call.exchange().headers.add(name, value);
        }
    }

    private static void setHeaders(Call call) {
        Value.Table headers = call.arguments().table(0, "headers");
        headers.entries().forEach(Arguments::headerValues);
        headers.entries().forEach((name, value) -> put(call.exchange(), name, value));
    }

    private static void setBody(Exchange exchange, byte[] body) {
        exchange.body = body;
        exchange.headers.clear("transfer-encoding");
        exchange.headers.set("Content-Length", Integer.toString(body.length));
    }

    private static Value setForm(Call call) {
        Exchange exchange = call.exchange();
        Value.Table form = call.arguments().table(0, "args");
        Optional<String> type =
                call.arguments().absent(1) ? exchange.headers.first("content-type") : Optional.of(call.text(1, "mime"));
        if (type.isEmpty()) {
            return Value.NIL;
        }
        setBody(exchange, Bodies.write(form, type.get()));
        exchange.headers.set("Content-Type", type.get());
        return new Value.Bool(true);
    }
}
