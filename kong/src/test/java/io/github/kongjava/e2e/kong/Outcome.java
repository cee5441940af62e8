package io.github.kongjava.e2e.kong;

/**
 * How a command ended.
 *
 * @param exitCode 0 if all was well
 * @param out its standard output
 * @param err its standard error
 */
public record Outcome(int exitCode, String out, String err) {

    /** The standard output of a command that must not fail. */
    public String orThrow(Object command) {
        if (exitCode != 0) {
            throw new IllegalStateException(command + " ended with " + exitCode + ": " + out + err);
        }
        return out;
    }
}
