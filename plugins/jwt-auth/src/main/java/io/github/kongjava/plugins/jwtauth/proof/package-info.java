/** Whether the client holds the key that a token is bound to. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.proof;

import org.jspecify.annotations.NullMarked;
