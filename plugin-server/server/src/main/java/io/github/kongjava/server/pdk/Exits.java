package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Locale;
import java.util.Set;

/** The calls that end a phase. */
final class Exits {

    private static final Set<Integer> STREAM_STATUSES = Set.of(200, 400, 403, 500, 502, 503);

    /** What Kong has templates of error documents for. */
    private static final Set<String> ERROR_TYPES = Set.of(
            "application/json",
            "application/json; charset=utf-8",
            "text/html",
            "text/html; charset=utf-8",
            "application/xml",
            "application/xml; charset=utf-8",
            "text/plain",
            "text/plain; charset=utf-8",
            "application/grpc");

    private Exits() {}

    /** A body is always sent, also an empty one: MsgPack would lose headers behind a nil, and ProtoBuf knows no nil. */
    static ExitException exit(Calls calls, int status, Value.Text body, Headers headers) {
        PdkFunction function = PdkFunction.RESPONSE_EXIT;
        Value.Whole code = Arguments.within(function, "status", status, 100, 599);
        if (calls.in(Phase.PREREAD)) {
            checkStream(function, status, headers);
        }
        if (headers.isEmpty()) {
            throw calls.exit(function, code, body);
        }
        throw calls.exit(function, code, body, HeaderArguments.table(function, headers));
    }

    private static void checkStream(PdkFunction function, int status, Headers headers) {
        if (!STREAM_STATUSES.contains(status)) {
            throw Arguments.illegal(
                    function, "status", "is " + status + "; streams have 200, 400, 403, 500, 502 and 503");
        }
        if (!headers.isEmpty()) {
            throw Arguments.illegal(function, "headers", "are there, but streams have none");
        }
    }

    static ExitException error(Calls calls, int status) {
        PdkFunction function = PdkFunction.RESPONSE_ERROR;
        throw calls.exit(function, Arguments.within(function, "status", status, 400, 599));
    }

    static ExitException error(Calls calls, int status, String message, Headers headers) {
        PdkFunction function = PdkFunction.RESPONSE_ERROR;
        Value.Whole code = Arguments.within(function, "status", status, 400, 599);
        Value.Text text = Arguments.text(function, "message", message);
        if (headers.isEmpty()) {
            throw calls.exit(function, code, text);
        }
        checkErrorType(function, headers);
        throw calls.exit(function, code, text, HeaderArguments.table(function, headers));
    }

    /** Kong looks for {@code Content-Type} in this case alone, and throws if it has no template for the type. */
    private static void checkErrorType(PdkFunction function, Headers headers) {
        for (String type : headers.all("content-type")) {
            if (!ERROR_TYPES.contains(type.toLowerCase(Locale.ROOT))
                    || headers.all("content-type").size() > 1) {
                throw Arguments.illegal(
                        function, "header Content-Type", "is \"" + type + "\", for which Kong has no error document");
            }
        }
    }
}
