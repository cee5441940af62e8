package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.stream.Collectors;

/** {@code kong.response}; exit and error are in {@link Exits}. */
final class ResponseFunctions {

    private ResponseFunctions() {}

    static void addTo(Functions to) {
        to.get(RESPONSE_GET_STATUS, call -> new Value.Whole(call.exchange().status));
        to.get(
                RESPONSE_GET_HEADER,
                call -> Lua.textOrNil(call.exchange().responseHeaders.first(call.text(0, "header name"))));
        to.get(RESPONSE_GET_HEADERS, call -> call.exchange().responseHeaders.multiMap(call.limit("max_headers")));
        to.get(
                RESPONSE_GET_SOURCE,
                call -> ByteText.value(call.exchange().source.luaName()));
        to.set(
                RESPONSE_SET_STATUS,
                call -> call.exchange().status = call.arguments().whole(0, 100, 599, "code"));
        to.set(RESPONSE_SET_HEADER, call -> {
            String name = call.text(0, "header name");
            put(
                    call.exchange(),
                    name,
                    Arguments.headerValues(name, call.arguments().at(1)));
        });
        to.set(RESPONSE_ADD_HEADER, call -> {
            String name = call.text(0, "header name");
            Arguments.headerValues(name, call.arguments().at(1)).forEach(value -> add(call.exchange(), name, value));
        });
        to.set(RESPONSE_CLEAR_HEADER, call -> call.exchange().responseHeaders.clear(call.text(0, "header name")));
        to.set(
                RESPONSE_SET_HEADERS,
                call -> setHeaders(call.exchange(), call.arguments().table(0, "headers")));
        to.get(RESPONSE_EXIT, Exits::exit);
        to.get(RESPONSE_ERROR, Exits::error);
    }

    /** Checks all before it sets any. */
    static void setHeaders(Exchange exchange, Value.Table headers) {
        headers.entries().forEach(Arguments::headerValues);
        headers.entries().forEach((name, value) -> put(exchange, name, Arguments.headerValues(name, value)));
    }

    private static void put(Exchange exchange, String name, List<String> values) {
        exchange.responseHeaders.clear(name);
        values.forEach(value -> add(exchange, name, value));
    }

    private static void add(Exchange exchange, String name, String value) {
        if (!name.isEmpty() && !name.equalsIgnoreCase("transfer-encoding")) {
            exchange.responseHeaders.add(name, value.isEmpty() ? " " : escaped(value));
        }
    }

    /** nginx escapes control characters in the values of response headers. */
    private static String escaped(String value) {
        return value.chars()
                .mapToObj(c -> c == '\r' ? "%0D" : c == '\n' ? "%0A" : String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
