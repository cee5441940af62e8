package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.PdkCall;
import java.io.IOException;
import java.util.List;

/** Something is wrong with a connection or with what came over it. */
final class LinkFailure extends IOException {

    private static final long serialVersionUID = 1L;

    enum Kind {
        UNREACHABLE,
        CLOSED,
        CLOSED_WITHIN_MESSAGE,
        TIMED_OUT,
        GARBAGE
    }

    private final Kind kind;
    private final String what;

    LinkFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.what = message;
    }

    String what() {
        return what;
    }

    EventResult result(List<PdkCall> calls) {
        List<PdkCall> made = List.copyOf(calls);
        return switch (kind) {
            case UNREACHABLE -> new EventResult.Unreachable(what, made);
            case CLOSED -> new EventResult.Closed(false, made);
            case CLOSED_WITHIN_MESSAGE -> new EventResult.Closed(true, made);
            case TIMED_OUT -> new EventResult.TimedOut(made);
            case GARBAGE -> new EventResult.Garbage(what, made);
        };
    }
}
