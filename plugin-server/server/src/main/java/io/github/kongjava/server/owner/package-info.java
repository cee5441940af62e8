/**
 * Whose a server is that outlives the process that Kong started: launchers, workers and masters as Linux's {@code /proc}
 * shows them, and how the server passes from one launcher to the next.
 */
@NullMarked
package io.github.kongjava.server.owner;

import org.jspecify.annotations.NullMarked;
