/** One phase of one request: the plugin code that runs, its pending PDK call, and its end. */
@NullMarked
package io.github.kongjava.server.event;

import org.jspecify.annotations.NullMarked;
