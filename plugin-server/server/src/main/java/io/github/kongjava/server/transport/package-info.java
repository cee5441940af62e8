/**
 * Bytes over a Unix socket: the listener that takes a path over, connections, and waiting for either of two things. It
 * knows nothing of Kong's protocols.
 */
@NullMarked
package io.github.kongjava.server.transport;

import org.jspecify.annotations.NullMarked;
