/** The plugin response-rewrite. */
@NullMarked
package io.github.kongjava.plugins.responserewrite;

import org.jspecify.annotations.NullMarked;
