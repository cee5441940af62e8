/** JSON documents, the places in them, and changes of them. */
@NullMarked
package io.github.kongjava.plugins.responserewrite.json;

import org.jspecify.annotations.NullMarked;
