package io.github.kongjava.pdk;

/**
 * Sees a TCP or UDP stream before it goes to the upstream.
 *
 * <p>Called by many threads at once, each with a {@link Kong} of its own.
 */
@FunctionalInterface
public interface PrereadPhase {

    /**
     * Runs the phase.
     *
     * @param kong Kong's PDK for this one event; usable by the calling thread, until this method returns
     * @throws Exception whatever it throws is a failure of the plugin, which {@link KongPlugin#onFailure()} answers
     */
    void preread(Kong kong) throws Exception;
}
