/**
 * The plugins that a server has: jars and their class loaders, what a class says of itself, and the documents that tell
 * Kong of it. The entry is {@link io.github.kongjava.server.plugin.PluginCatalogue}.
 */
@NullMarked
package io.github.kongjava.server.plugin;

import org.jspecify.annotations.NullMarked;
