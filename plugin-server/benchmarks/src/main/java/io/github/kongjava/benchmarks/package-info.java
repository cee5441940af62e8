/** The programs of this module: the load driver, the comparison made with it, and the server it is made against. */
@NullMarked
package io.github.kongjava.benchmarks;

import org.jspecify.annotations.NullMarked;
