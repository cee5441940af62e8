package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Response;
import io.github.kongjava.pdk.ResponseSource;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Optional;

/** {@code kong.response}. */
record ResponseCalls(Calls calls) implements Response {

    @Override
    public int status() {
        return calls.whole(PdkFunction.RESPONSE_GET_STATUS);
    }

    @Override
    public Optional<String> header(String name) {
        PdkFunction function = PdkFunction.RESPONSE_GET_HEADER;
        return calls.optionalText(function, Arguments.text(function, "name", name));
    }

    @Override
    public Optional<byte[]> headerBytes(String name) {
        PdkFunction function = PdkFunction.RESPONSE_GET_HEADER;
        return calls.optionalBytes(function, Arguments.text(function, "name", name));
    }

    @Override
    public Headers headers(int max) {
        PdkFunction function = PdkFunction.RESPONSE_GET_HEADERS;
        return MultiValues.headers(function, calls.answer(function, Arguments.max(function, max)));
    }

    @Override
    public ResponseSource source() {
        PdkFunction function = PdkFunction.RESPONSE_GET_SOURCE;
        Value answer = calls.answer(function);
        return switch (Replies.text(function, answer)) {
            case "service" -> ResponseSource.SERVICE;
            case "exit" -> ResponseSource.EXIT;
            case "error" -> ResponseSource.ERROR;
            default -> throw Replies.unexpected(function, "service, exit or error", answer);
        };
    }

    @Override
    public void setStatus(int status) {
        PdkFunction function = PdkFunction.RESPONSE_SET_STATUS;
        calls.run(function, Arguments.within(function, "status", status, 100, 599));
    }

    @Override
    public void setHeader(String name, String value) {
        PdkFunction function = PdkFunction.RESPONSE_SET_HEADER;
        calls.run(function, HeaderArguments.name(function, name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void setHeader(String name, byte[] value) {
        PdkFunction function = PdkFunction.RESPONSE_SET_HEADER;
        calls.run(function, HeaderArguments.name(function, name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void setHeader(String name, List<String> values) {
        PdkFunction function = PdkFunction.RESPONSE_SET_HEADER;
        calls.run(function, HeaderArguments.name(function, name), HeaderArguments.values(function, name, values));
    }

    @Override
    public void addHeader(String name, String value) {
        PdkFunction function = PdkFunction.RESPONSE_ADD_HEADER;
        calls.run(function, HeaderArguments.name(function, name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void addHeader(String name, byte[] value) {
        PdkFunction function = PdkFunction.RESPONSE_ADD_HEADER;
        calls.run(function, HeaderArguments.name(function, name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void clearHeader(String name) {
        PdkFunction function = PdkFunction.RESPONSE_CLEAR_HEADER;
        calls.run(function, HeaderArguments.name(function, name));
    }

    @Override
    public void setHeaders(Headers headers) {
        PdkFunction function = PdkFunction.RESPONSE_SET_HEADERS;
        calls.run(function, HeaderArguments.table(function, headers));
    }

    @Override
    public ExitException exit(int status, String body, Headers headers) {
        throw Exits.exit(calls, status, Arguments.text(PdkFunction.RESPONSE_EXIT, "body", body), headers);
    }

    @Override
    public ExitException exit(int status, byte[] body, Headers headers) {
        throw Exits.exit(calls, status, Arguments.bytes(PdkFunction.RESPONSE_EXIT, "body", body), headers);
    }

    @Override
    public ExitException error(int status) {
        throw Exits.error(calls, status);
    }

    @Override
    public ExitException error(int status, String message, Headers headers) {
        throw Exits.error(calls, status, message, headers);
    }
}
