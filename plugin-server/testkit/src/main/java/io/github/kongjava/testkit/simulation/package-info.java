/**
 * A Kong without Kong: requests, entities, and the answers that Kong's PDK gives for them.
 *
 * <p>Lua's strings are bytes. Here they are Java strings with one character for each byte, as nginx and HTTP/1.1 have them;
 * {@link io.github.kongjava.testkit.simulation.ByteText} goes to and from other forms.
 */
@NullMarked
package io.github.kongjava.testkit.simulation;

import org.jspecify.annotations.NullMarked;
