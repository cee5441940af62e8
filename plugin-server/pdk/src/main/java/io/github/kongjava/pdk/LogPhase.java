package io.github.kongjava.pdk;

/**
 * Called after the client has its answer. Most functions that read the request do not work here; {@code
 * kong.log().serialize()} has the same facts.
 *
 * <p>Called by many threads at once, each with a {@link Kong} of its own.
 */
@FunctionalInterface
public interface LogPhase {

    /**
     * Runs the phase.
     *
     * @param kong Kong's PDK for this one event; usable by the calling thread, until this method returns
     * @throws Exception whatever it throws is a failure of the plugin, which {@link KongPlugin#onFailure()} answers
     */
    void log(Kong kong) throws Exception;
}
