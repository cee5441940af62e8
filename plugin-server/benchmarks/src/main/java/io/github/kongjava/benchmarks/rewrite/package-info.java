/** Benchmarks of the plugin response-rewrite, run by JMH. */
@NullMarked
package io.github.kongjava.benchmarks.rewrite;

import org.jspecify.annotations.NullMarked;
