/** Texts and documents with placeholders. */
@NullMarked
package io.github.kongjava.plugins.responserewrite.template;

import org.jspecify.annotations.NullMarked;
