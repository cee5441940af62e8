package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the parts of the first line of a request, into which nginx would write any bytes. */
final class RequestLine {

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

    private RequestLine() {}

    static Value.Text scheme(@Nullable String scheme) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_SCHEME;
        Value.Text text = Arguments.printable(function, "scheme", scheme);
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw Arguments.illegal(function, "scheme", "is \"" + scheme + "\", not http or https");
        }
        return text;
    }

    static Value.Text method(@Nullable String method) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_METHOD;
        Value.Text text = Arguments.printable(function, "method", method);
        if (!METHODS.contains(text.string())) {
            throw Arguments.illegal(function, "method", "is \"" + method + "\", which Kong does not send");
        }
        return text;
    }

    static Value.Text path(@Nullable String path) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_PATH;
        Value.Text text = Arguments.printable(function, "path", path);
        String string = text.string();
        if (!string.startsWith("/")) {
            throw Arguments.illegal(function, "path", "does not begin with /");
        }
        if (string.indexOf('?') >= 0) {
            throw Arguments.illegal(function, "path", "has a query; set the query by itself");
        }
        return text;
    }

    static Value.Text query(@Nullable String query) {
        PdkFunction function = PdkFunction.SERVICE_REQUEST_SET_RAW_QUERY;
        Value.Text text = Arguments.printable(function, "query", query);
        for (byte b : text.bytes()) {
            if (b == ' ' || b == '\t') {
                throw Arguments.illegal(function, "query", "has a blank; write %20");
            }
        }
        return text;
    }
}
