/** The plugins that a server has: what a class says of itself, and the documents that tell Kong of it. */
@NullMarked
package io.github.kongjava.server.plugin;

import org.jspecify.annotations.NullMarked;
