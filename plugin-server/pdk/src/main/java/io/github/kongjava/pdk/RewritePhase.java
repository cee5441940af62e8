package io.github.kongjava.pdk;

/**
 * Sees a request before Kong looks for its route, so only plugins that are enabled globally are called.
 *
 * <p>Called by many threads at once, each with a {@link Kong} of its own.
 */
@FunctionalInterface
public interface RewritePhase {

    /**
     * Runs the phase.
     *
     * @param kong Kong's PDK for this one event; usable by the calling thread, until this method returns
     * @throws Exception whatever it throws is a failure of the plugin, which {@link KongPlugin#onFailure()} answers
     */
    void rewrite(Kong kong) throws Exception;
}
