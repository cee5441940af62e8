/** Masking: what must not be seen is removed, replaced, shortened or hashed. */
@NullMarked
package io.github.kongjava.plugins.responserewrite.mask;

import org.jspecify.annotations.NullMarked;
