package io.github.kongjava.pdk;

/**
 * Sees the upstream's whole response before the client does. Kong buffers the responses of every route on which a plugin
 * has this phase: no streaming, no server-sent events. Not called when there is no upstream response, such as a 502.
 *
 * <p>Called by many threads at once, each with a {@link Kong} of its own.
 */
@FunctionalInterface
public interface ResponsePhase {

    /**
     * Runs the phase.
     *
     * @param kong Kong's PDK for this one event; usable by the calling thread, until this method returns
     * @throws Exception whatever it throws is a failure of the plugin, which {@link KongPlugin#onFailure()} answers
     */
    void response(Kong kong) throws Exception;
}
