/** Benchmarks of the plugin tenant-guard, run by JMH. */
@NullMarked
package io.github.kongjava.benchmarks.tenant;

import org.jspecify.annotations.NullMarked;
