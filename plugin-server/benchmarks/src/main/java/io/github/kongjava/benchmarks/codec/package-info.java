/** Benchmarks of the codecs, run by JMH. */
@NullMarked
package io.github.kongjava.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
