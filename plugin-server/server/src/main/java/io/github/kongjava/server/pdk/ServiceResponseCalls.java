package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.ServiceResponse;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Optional;

/** {@code kong.service.response}. */
record ServiceResponseCalls(Calls calls) implements ServiceResponse {

    @Override
    public int status() {
        return calls.whole(PdkFunction.SERVICE_RESPONSE_GET_STATUS);
    }

    @Override
    public Optional<String> header(String name) {
        PdkFunction function = PdkFunction.SERVICE_RESPONSE_GET_HEADER;
        return calls.optionalText(function, Arguments.text(function, "name", name));
    }

    @Override
    public Optional<byte[]> headerBytes(String name) {
        PdkFunction function = PdkFunction.SERVICE_RESPONSE_GET_HEADER;
        return calls.optionalBytes(function, Arguments.text(function, "name", name));
    }

    /** Kong's own function answers an external plugin with a table that is empty, as its values hide behind a metatable. */
    @Override
    public Headers headers(int max) {
        calls.allow(PdkFunction.SERVICE_RESPONSE_GET_HEADERS);
        PdkFunction function = PdkFunction.RESPONSE_GET_HEADERS;
        return MultiValues.headers(function, calls.answer(function, Arguments.max(function, max)));
    }

    @Override
    public byte[] rawBody() {
        return calls.optionalBytes(PdkFunction.SERVICE_RESPONSE_GET_RAW_BODY).orElse(new byte[0]);
    }

    @Override
    public String bodyText() {
        return Value.string(rawBody());
    }

    @Override
    public Optional<Object> body() {
        return JavaValues.optional(calls.answer(PdkFunction.SERVICE_RESPONSE_GET_BODY));
    }

    @Override
    public Optional<Object> body(String mimeType, int maxArgs) {
        PdkFunction function = PdkFunction.SERVICE_RESPONSE_GET_BODY;
        return JavaValues.optional(calls.answer(
                function,
                Arguments.text(function, "mimeType", mimeType),
                Arguments.within(function, "maxArgs", maxArgs, 1, 1000)));
    }
}
