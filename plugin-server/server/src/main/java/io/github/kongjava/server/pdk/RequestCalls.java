package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.pdk.Request;
import io.github.kongjava.pdk.UriCaptures;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.time.Instant;
import java.util.Optional;

/** {@code kong.request}. */
record RequestCalls(Calls calls) implements Request {

    @Override
    public String scheme() {
        return calls.text(PdkFunction.REQUEST_GET_SCHEME);
    }

    @Override
    public String host() {
        return calls.text(PdkFunction.REQUEST_GET_HOST);
    }

    @Override
    public int port() {
        return calls.whole(PdkFunction.REQUEST_GET_PORT);
    }

    @Override
    public String forwardedScheme() {
        return calls.text(PdkFunction.REQUEST_GET_FORWARDED_SCHEME);
    }

    @Override
    public String forwardedHost() {
        return calls.text(PdkFunction.REQUEST_GET_FORWARDED_HOST);
    }

    @Override
    public int forwardedPort() {
        return calls.whole(PdkFunction.REQUEST_GET_FORWARDED_PORT);
    }

    @Override
    public String forwardedPath() {
        return calls.text(PdkFunction.REQUEST_GET_FORWARDED_PATH);
    }

    @Override
    public Optional<String> forwardedPrefix() {
        return calls.optionalText(PdkFunction.REQUEST_GET_FORWARDED_PREFIX);
    }

    @Override
    public double httpVersion() {
        return calls.number(PdkFunction.REQUEST_GET_HTTP_VERSION);
    }

    @Override
    public String method() {
        return calls.text(PdkFunction.REQUEST_GET_METHOD);
    }

    @Override
    public String path() {
        return calls.text(PdkFunction.REQUEST_GET_PATH);
    }

    @Override
    public String rawPath() {
        return calls.text(PdkFunction.REQUEST_GET_RAW_PATH);
    }

    @Override
    public String pathWithQuery() {
        return calls.text(PdkFunction.REQUEST_GET_PATH_WITH_QUERY);
    }

    @Override
    public String rawQuery() {
        return calls.text(PdkFunction.REQUEST_GET_RAW_QUERY);
    }

    @Override
    public Optional<String> queryArg(String name) {
        PdkFunction function = PdkFunction.REQUEST_GET_QUERY_ARG;
        Value.Text argument = Arguments.text(function, "name", name);
        if (calls.inProtoBuf()) {
            return query().first(name);
        }
        Value answer = calls.answer(function, argument);
        if (answer instanceof Value.Nil) {
            return Optional.empty();
        }
        return Optional.of(answer instanceof Value.Bool ? "" : Replies.text(function, answer));
    }

    @Override
    public Query query(int max) {
        PdkFunction function = PdkFunction.REQUEST_GET_QUERY;
        return MultiValues.query(function, calls.answer(function, Arguments.max(function, max)));
    }

    @Override
    public Optional<String> header(String name) {
        PdkFunction function = PdkFunction.REQUEST_GET_HEADER;
        return calls.optionalText(function, Arguments.text(function, "name", name));
    }

    @Override
    public Optional<byte[]> headerBytes(String name) {
        PdkFunction function = PdkFunction.REQUEST_GET_HEADER;
        return calls.optionalBytes(function, Arguments.text(function, "name", name));
    }

    @Override
    public Headers headers(int max) {
        PdkFunction function = PdkFunction.REQUEST_GET_HEADERS;
        return MultiValues.headers(function, calls.answer(function, Arguments.max(function, max)));
    }

    @Override
    public byte[] rawBody(long maxBytes) {
        return new RequestBody(calls, maxBytes).bytes();
    }

    @Override
    public String bodyText() {
        return Value.string(rawBody());
    }

    @Override
    public Optional<Object> body() {
        calls.allow(PdkFunction.REQUEST_GET_BODY);
        return header("content-type").flatMap(type -> body(type, 100, 0));
    }

    @Override
    public Optional<Object> body(String mimeType, int maxArgs, long maxFileBytes) {
        PdkFunction function = PdkFunction.REQUEST_GET_BODY;
        return JavaValues.optional(calls.answer(
                function,
                Arguments.text(function, "mimeType", mimeType),
                Arguments.within(function, "maxArgs", maxArgs, 1, 1000),
                Arguments.within(function, "maxFileBytes", maxFileBytes, 0, Arguments.MAX_WHOLE)));
    }

    @Override
    public UriCaptures uriCaptures() {
        PdkFunction function = PdkFunction.REQUEST_GET_URI_CAPTURES;
        return Captures.of(Fields.of(function, calls.answer(function)));
    }

    @Override
    public Instant startTime() {
        return Replies.time(calls.number(PdkFunction.REQUEST_GET_START_TIME));
    }
}
