package io.github.kongjava.benchmarks.codec;

import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes over the wire in the benchmarks: small, usual and large. */
final class Samples {

    private static final int HEADERS = 20;
    private static final int BODY_BYTES = 64 * 1024;

    /** A call with a text as its argument. */
    static final PdkCall CALL = new PdkCall(PdkFunction.REQUEST_GET_HEADER, List.of(Value.text("x-request-id")));

    private Samples() {}

    static Value text() {
        return Value.text("an answer of usual size");
    }

    /** Twenty headers. */
    static Value headers() {
        Map<String, Value> headers = new LinkedHashMap<>();
        for (int i = 0; i < HEADERS; i++) {
            headers.put("x-header-" + i, Value.text("the value of the header " + i));
        }
        return new Table(headers);
    }

    /** 64 KiB. */
    static Value body() {
        byte[] bytes = new byte[BODY_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return new Text(bytes);
    }
}
