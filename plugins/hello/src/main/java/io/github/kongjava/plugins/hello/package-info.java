/** The example plugin. */
@NullMarked
package io.github.kongjava.plugins.hello;

import org.jspecify.annotations.NullMarked;
