/** Benchmarks of the plugin circuit-breaker, run by JMH. */
@NullMarked
package io.github.kongjava.benchmarks.breaker;

import org.jspecify.annotations.NullMarked;
