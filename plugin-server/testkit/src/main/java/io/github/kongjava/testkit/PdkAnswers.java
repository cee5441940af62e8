package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.Value;

/** What Kong does with the PDK calls of one event. Called by the thread that raised the event. */
@FunctionalInterface
public interface PdkAnswers {

    /** What happens in Kong when a PDK function is called. */
    sealed interface Answer {

        /** The function returned: the plugin server is told its first result. */
        record Reply(Value value) implements Answer {}

        /** {@code kong.response.exit} or {@code error}: the client is answered, the plugin server hears nothing more. */
        record Exit() implements Answer {}

        /** The function threw: the client gets a 500, the plugin server hears nothing more. */
        record Throw(String error) implements Answer {}
    }

    /** Runs the call. */
    Answer answer(PdkCall call);

    /** Answers every call with nil. */
    static PdkAnswers nil() {
        return call -> new Answer.Reply(Value.NIL);
    }
}
