/**
 * The only place that calls plugin code. Whatever it throws becomes the answer that the plugin's policy asks for, one log
 * line and a count, and never leaves this package.
 */
@NullMarked
package io.github.kongjava.server.barrier;

import org.jspecify.annotations.NullMarked;
