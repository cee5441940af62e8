/** The plugin circuit-breaker: keeps requests from services that fail or are slow, for a while. */
@NullMarked
package io.github.kongjava.plugins.circuitbreaker;

import org.jspecify.annotations.NullMarked;
