/**
 * What the author of a plugin compiles against: {@link io.github.kongjava.pdk.KongPlugin} marks a plugin class, the
 * phase interfaces say which phases it takes part in, and {@link io.github.kongjava.pdk.Kong} is Kong's plugin
 * development kit, namespace by namespace.
 */
@NullMarked
package io.github.kongjava.pdk;

import org.jspecify.annotations.NullMarked;
