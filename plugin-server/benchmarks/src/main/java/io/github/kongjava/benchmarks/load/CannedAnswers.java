package io.github.kongjava.benchmarks.load;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.PdkFunction.Reply;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Real;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Whole;
import java.util.List;
import java.util.Map;

/** The answers to PDK calls: always the same for a type of result, and of a usual size. */
final class CannedAnswers {

    private static final Value TEXT = Value.text("an answer of usual size");
    private static final Value ID = Value.text("0000000f-0000-4000-8000-00000000000f");
    private static final Value ENTITY = new Table(Map.of("id", ID, "name", Value.text("bench")));
    private static final Value HEADERS = new Table(Map.of(
            "host", one("gateway.test"),
            "user-agent", one("curl/8.5.0"),
            "accept", one("*/*"),
            "x-forwarded-for", one("203.0.113.7")));
    private static final Value CAPTURES =
            new Table(Map.of("unnamed", new Seq(List.of()), "named", new Table(Map.of("user", Value.text("alice")))));

    private CannedAnswers() {}

    private static Value one(String text) {
        return Value.text(text);
    }

    /** The answer to a function; nil to one that ProtoBuf lacks, since its type is not known. */
    static Value to(PdkFunction function) {
        return function.reply().map(CannedAnswers::of).orElse(Value.NIL);
    }

    private static Value of(Reply type) {
        return switch (type) {
            case EMPTY -> Value.NIL;
            case STRING, BYTE_STRING, VALUE, RAW_BODY -> TEXT;
            case INT -> new Whole(200);
            case NUMBER -> new Real(1.1);
            case BOOL -> new Bool(true);
            case STRUCT -> HEADERS;
            case CREDENTIAL, CONSUMER, ROUTE, SERVICE -> ENTITY;
            case MEMORY_STATS -> new Table(Map.of());
            case URI_CAPTURES -> CAPTURES;
        };
    }

    /** Whether Kong never answers the function and sends nothing more of the event. */
    static boolean endsEvent(String method) {
        return method.equals(PdkFunction.RESPONSE_EXIT.path()) || method.equals(PdkFunction.RESPONSE_ERROR.path());
    }
}
