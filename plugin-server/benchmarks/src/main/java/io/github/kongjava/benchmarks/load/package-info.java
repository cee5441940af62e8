/** Kong's side of a plugin server's socket under load, and what was measured meanwhile. */
@NullMarked
package io.github.kongjava.benchmarks.load;

import org.jspecify.annotations.NullMarked;
