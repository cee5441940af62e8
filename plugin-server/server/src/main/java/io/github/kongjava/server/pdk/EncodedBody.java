package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks bodies that Kong is to encode, and what they are to be encoded as. */
final class EncodedBody {

    private static final PdkFunction FUNCTION = PdkFunction.SERVICE_REQUEST_SET_BODY;

    private EncodedBody() {}

    static Value.Table table(Protocol protocol, @Nullable Map<String, ?> body, @Nullable String mimeType) {
        if (body == null) {
            throw Arguments.illegal(FUNCTION, "body", "is null");
        }
        String type = Arguments.printable(FUNCTION, "mimeType", mimeType).string();
        int parameters = type.indexOf(';');
        return switch (parameters < 0 ? type : type.substring(0, parameters)) {
            case "application/json" -> new LuaValues(FUNCTION, protocol).table("body", body);
            case "application/x-www-form-urlencoded" -> MultiValues.table(Query.of(body));
            case "multipart/form-data" -> parts(body, type);
            default ->
                throw Arguments.illegal(
                        FUNCTION,
                        "mimeType",
                        "is \"" + type
                                + "\", not application/json, application/x-www-form-urlencoded or multipart/form-data");
        };
    }

    /** The parts of a form, each a text: Kong cannot write a boolean here. */
    private static Value.Table parts(Map<String, ?> body, String type) {
        checkBoundary(type);
        Map<String, Value> parts = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            Arguments.printable(FUNCTION, "body's name", name);
            if (name.indexOf('"') >= 0) {
                throw Arguments.illegal(FUNCTION, "body's name", "has a quotation mark");
            }
            parts.put(name, part(name, value));
        });
        return new Value.Table(parts);
    }

    private static Value part(String name, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return new Value.Text(bytes.clone());
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return Value.text(value.toString());
        }
        throw Arguments.illegal(FUNCTION, "body." + name, "is no String, byte[], number or boolean");
    }

    private static void checkBoundary(String type) {
        int at = type.indexOf("boundary=");
        if (at < 0) {
            return;
        }
        String boundary = type.substring(at + "boundary=".length());
        boolean quoted = boundary.length() > 2 && boundary.startsWith("\"") && boundary.endsWith("\"");
        String inner = quoted ? boundary.substring(1, boundary.length() - 1) : boundary;
        if (!inner.matches("[0-9A-Za-z'()+_,./:=?-]{1,70}")) {
            throw Arguments.illegal(FUNCTION, "mimeType", "has a boundary that is none");
        }
    }
}
