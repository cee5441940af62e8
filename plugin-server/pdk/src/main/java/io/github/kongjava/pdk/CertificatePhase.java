package io.github.kongjava.pdk;

/**
 * Takes part in a TLS handshake, before Kong sends its certificate. There is no request yet, and a failure ends only
 * the plugin's part: the handshake goes on.
 *
 * <p>Called by many threads at once, each with a {@link Kong} of its own.
 */
@FunctionalInterface
public interface CertificatePhase {

    /**
     * Runs the phase.
     *
     * @param kong Kong's PDK for this one event; usable by the calling thread, until this method returns
     * @throws Exception whatever it throws is a failure of the plugin, which {@link KongPlugin#onFailure()} answers
     */
    void certificate(Kong kong) throws Exception;
}
