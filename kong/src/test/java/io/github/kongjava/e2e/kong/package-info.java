/** A real Kong with the built distribution: started from an executable or from an image, and seen as its user sees it. */
@NullMarked
package io.github.kongjava.e2e.kong;

import org.jspecify.annotations.NullMarked;
