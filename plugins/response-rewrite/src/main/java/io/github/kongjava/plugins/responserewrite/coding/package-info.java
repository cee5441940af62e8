/** Content codings: bodies as they are sent, and as they are meant. */
@NullMarked
package io.github.kongjava.plugins.responserewrite.coding;

import org.jspecify.annotations.NullMarked;
