package io.github.kongjava.testkit;

/** What came of starting an instance. */
public sealed interface StartResult {

    /** It runs under the id. */
    record Started(int instance) implements StartResult {}

    /** It does not run; with the plugin server's error text, or what happened to the connection. */
    record Failed(String error) implements StartResult {}

    /**
     * The id of the started instance.
     *
     * @throws IllegalStateException if it did not start, with the reason
     */
    default int id() {
        if (this instanceof Started started) {
            return started.instance();
        }
        throw new IllegalStateException("the instance did not start: " + ((Failed) this).error());
    }
}
