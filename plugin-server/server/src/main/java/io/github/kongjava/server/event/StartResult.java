package io.github.kongjava.server.event;

import io.github.kongjava.server.instance.Instance;

/** What became of a request to start an instance. */
sealed interface StartResult {

    /** It runs. */
    record Started(Instance instance) implements StartResult {}

    /** It could not be made. */
    record Failed(String reason) implements StartResult {}

    /** It took too long: another thread has answered, and owns the connection. */
    record TakenOver() implements StartResult {}
}
