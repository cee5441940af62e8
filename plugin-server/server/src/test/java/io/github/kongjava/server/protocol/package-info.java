/** Tests of the codecs against what a real Kong sent. */
@NullMarked
package io.github.kongjava.server.protocol;

import org.jspecify.annotations.NullMarked;
