package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.PdkCall;
import java.util.List;

/** How an event ended, as Kong sees it. Each has the PDK calls that the plugin server made, in their order. */
public sealed interface EventResult {

    /** All PDK calls, the last one included if it ended the event. */
    List<PdkCall> calls();

    /** The regular end: the request goes on. */
    record Ended(List<PdkCall> calls) implements EventResult {}

    /** The last call was an exit: the client has its answer. */
    record Exited(List<PdkCall> calls) implements EventResult {
        /** The call that ended it. */
        public PdkCall exit() {
            return calls.get(calls.size() - 1);
        }
    }

    /** The last call threw in Kong. */
    record Threw(String error, List<PdkCall> calls) implements EventResult {}

    /** MsgPack: the answer was an error text. */
    record ErrorText(String error, List<PdkCall> calls) implements EventResult {}

    /** The plugin server closed the connection, before a message or within one. */
    record Closed(boolean withinMessage, List<PdkCall> calls) implements EventResult {}

    /** The plugin server sent what is no answer. */
    record Garbage(String what, List<PdkCall> calls) implements EventResult {}

    /** No answer in time. */
    record TimedOut(List<PdkCall> calls) implements EventResult {}

    /** Nobody listens on the socket. */
    record Unreachable(String why, List<PdkCall> calls) implements EventResult {}
}
