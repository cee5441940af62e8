/** The implementation of {@link io.github.kongjava.pdk.Kong} on top of PDK calls. */
@NullMarked
package io.github.kongjava.server.pdk;

import org.jspecify.annotations.NullMarked;
