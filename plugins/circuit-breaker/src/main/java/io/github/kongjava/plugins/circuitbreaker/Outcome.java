package io.github.kongjava.plugins.circuitbreaker;

/** What a request that has ended says of the service. */
public enum Outcome {
    /** It works. */
    SUCCESS,
    /** It does not. */
    FAILURE,
    /** That it had not answered yet when the client left: it is slow, if that was late enough. */
    UNANSWERED,
    /** Nothing: a plugin answered, or nobody knows. */
    NOTHING
}
