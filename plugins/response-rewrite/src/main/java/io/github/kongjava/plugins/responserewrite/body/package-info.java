/** What becomes of a body. */
@NullMarked
package io.github.kongjava.plugins.responserewrite.body;

import org.jspecify.annotations.NullMarked;
