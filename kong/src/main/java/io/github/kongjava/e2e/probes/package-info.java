/** Plugins made for the end-to-end suite: each shows one thing to a client or to the upstream. */
@NullMarked
package io.github.kongjava.e2e.probes;

import org.jspecify.annotations.NullMarked;
