/** Instances of plugins: their ids, their life cycle, and their sharing between Kong's workers. */
@NullMarked
package io.github.kongjava.server.instance;

import org.jspecify.annotations.NullMarked;
