package io.github.kongjava.server.barrier;

import io.github.kongjava.server.protocol.PdkCall;

/** How a phase ends on the wire. */
public sealed interface Verdict {

    /** Regularly: Kong goes on with the request. */
    record End() implements Verdict {}

    /** With a call that Kong never answers, which gives the client its response. */
    record Exit(PdkCall call) implements Verdict {}

    /** The one regular end. */
    Verdict END = new End();
}
