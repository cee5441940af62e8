package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.server.protocol.Value;
import java.util.Map;
import java.util.Optional;

/** {@code kong.service.response}. */
final class ServiceResponseFunctions {

    private ServiceResponseFunctions() {}

    static void addTo(Functions to) {
        to.get(
                SERVICE_RESPONSE_GET_STATUS,
                call -> new Value.Whole(response(call).status()));
        to.get(
                SERVICE_RESPONSE_GET_HEADER,
                call -> Lua.textOrNil(response(call).headers().first(call.text(0, "header name"))));
        to.get(SERVICE_RESPONSE_GET_HEADERS, call -> {
            call.limit("max_headers");
            return new Value.Table(Map.of()); // always, for external plugins
        });
        to.get(
                SERVICE_RESPONSE_GET_RAW_BODY,
                call -> new Value.Text(response(call).body()));
        to.get(SERVICE_RESPONSE_GET_BODY, call -> {
            String type = call.arguments().absent(0)
                    ? response(call).headers().first("content-type").orElse("")
                    : call.text(0, "mimetype");
            return Bodies.read(type, response(call).body(), 100);
        });
    }

    private static Exchange.Buffered response(Call call) {
        Optional<Exchange.Buffered> response = call.exchange().upstreamResponse;
        if (response.isEmpty() || !response.get().whole()) {
            throw new LuaError("service body is only available with buffered proxying");
        }
        return response.get();
    }
}
