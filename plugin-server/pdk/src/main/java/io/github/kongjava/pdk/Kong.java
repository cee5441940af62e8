package io.github.kongjava.pdk;

/**
 * Kong's plugin development kit for one event: one phase of one request of one plugin.
 *
 * <p>Its namespaces and functions are those of Kong's own PDK: {@code kong.service().request().setHeader(…)} is
 * {@code kong.service.request.set_header}. Usable by the thread that runs the phase, until the phase's method returns; any
 * other use throws {@link IllegalStateException}.
 */
public interface Kong {}
