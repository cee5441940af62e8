package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.KongAnswerException;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.pdk.ServiceRequest;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Map;

/** {@code kong.service.request}. */
record ServiceRequestCalls(Calls calls) implements ServiceRequest {

    @Override
    public void setScheme(String scheme) {
        calls.run(PdkFunction.SERVICE_REQUEST_SET_SCHEME, RequestLine.scheme(scheme));
    }

    @Override
    public void setPath(String path) {
        calls.run(PdkFunction.SERVICE_REQUEST_SET_PATH, RequestLine.path(path));
    }

    @Override
    public void setRawQuery(String query) {
        calls.run(PdkFunction.SERVICE_REQUEST_SET_RAW_QUERY, RequestLine.query(query));
    }

    @Override
    public void setMethod(String method) {
        calls.run(PdkFunction.SERVICE_REQUEST_SET_METHOD, RequestLine.method(method));
    }

    @Override
    public void setQuery(Query query) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_QUERY;
        calls.run(function, MultiValues.table(query));
    }

    @Override
    public void clearQueryArg(String name) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_CLEAR_QUERY_ARG;
        calls.run(function, Arguments.text(function, "name", name));
    }

    @Override
    public void setHeader(String name, String value) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_HEADER;
        calls.run(function, settable(name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void setHeader(String name, byte[] value) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_HEADER;
        calls.run(function, settable(name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void setHeader(String name, List<String> values) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_HEADER;
        calls.run(function, HeaderArguments.name(function, name), HeaderArguments.values(function, name, values));
    }

    /** A name of a header, or gRPC's {@code :authority}, which this function alone takes. */
    private static Value.Text settable(String name) {
        if (":authority".equalsIgnoreCase(name)) {
            return Value.text(name);
        }
        return HeaderArguments.name(PdkFunction.SERVICE_REQUEST_SET_HEADER, name);
    }

    @Override
    public void addHeader(String name, String value) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_ADD_HEADER;
        calls.run(function, addable(name), HeaderArguments.value(function, name, value));
    }

    @Override
    public void addHeader(String name, byte[] value) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_ADD_HEADER;
        calls.run(function, addable(name), HeaderArguments.value(function, name, value));
    }

    private static Value.Text addable(String name) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_ADD_HEADER;
        if ("host".equalsIgnoreCase(name)) {
            throw Arguments.illegal(function, "header " + name, "can have one value only; set it instead");
        }
        return HeaderArguments.name(function, name);
    }

    @Override
    public void clearHeader(String name) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_CLEAR_HEADER;
        calls.run(function, HeaderArguments.name(function, name));
    }

    @Override
    public void setHeaders(Headers headers) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_HEADERS;
        calls.run(function, HeaderArguments.table(function, headers));
    }

    @Override
    public void setRawBody(byte[] body) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_RAW_BODY;
        calls.run(function, Arguments.bytes(function, "body", body));
    }

    @Override
    public void setRawBody(String body) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_RAW_BODY;
        calls.run(function, Arguments.text(function, "body", body));
    }

    /** Asks for the type first: Kong would throw if it is none that it can write. */
    @Override
    public void setBody(Map<String, ?> body) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_BODY;
        calls.allow(function);
        String type = calls.optionalText(PdkFunction.REQUEST_GET_HEADER, Value.text("content-type"))
                .orElseThrow(() -> Arguments.illegal(function, "mimeType", "is missing, and the request has none"));
        setBody(body, type);
    }

    @Override
    public void setBody(Map<String, ?> body, String mimeType) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_BODY;
        Value.Table table = EncodedBody.table(calls.protocol(), body, mimeType);
        if (!calls.bool(function, table, Value.text(mimeType))) {
            throw new KongAnswerException(function.path() + ": Kong could not encode the body as " + mimeType);
        }
    }

    @Override
    public void enableBuffering() {
        calls.run(PdkFunction.SERVICE_REQUEST_ENABLE_BUFFERING);
    }
}
