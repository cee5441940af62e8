/** The end-to-end suite: the distribution and plugins in a real Kong, in both protocols. */
@NullMarked
package io.github.kongjava.e2e;

import org.jspecify.annotations.NullMarked;
