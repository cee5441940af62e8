package io.github.kongjava.pdk;

/**
 * Sees a request before it goes to the upstream; the place to decide who may pass.
 *
 * <p>Called by many threads at once, each with a {@link Kong} of its own.
 */
@FunctionalInterface
public interface AccessPhase {

    /**
     * Runs the phase.
     *
     * @param kong Kong's PDK for this one event; usable by the calling thread, until this method returns
     * @throws Exception whatever it throws is a failure of the plugin, which {@link KongPlugin#onFailure()} answers
     */
    void access(Kong kong) throws Exception;
}
