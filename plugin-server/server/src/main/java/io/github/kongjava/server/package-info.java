/** The plugin server: {@link io.github.kongjava.server.PluginServer} puts the parts together. */
@NullMarked
package io.github.kongjava.server;

import org.jspecify.annotations.NullMarked;
