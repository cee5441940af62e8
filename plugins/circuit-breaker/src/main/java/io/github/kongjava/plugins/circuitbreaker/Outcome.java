package io.github.kongjava.plugins.circuitbreaker;

/** What a request that has ended says of the service. */
public enum Outcome {
    /** It works. */
    SUCCESS,
    /** It does not. */
    FAILURE,
    /** Nothing: the client left, a plugin answered, or nobody knows. */
    NOTHING
}
