/** Whether an issuer has signed a token. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.signature;

import org.jspecify.annotations.NullMarked;
