/** Benchmarks of the plugin jwt-auth, run by JMH. */
@NullMarked
package io.github.kongjava.benchmarks.jwt;

import org.jspecify.annotations.NullMarked;
