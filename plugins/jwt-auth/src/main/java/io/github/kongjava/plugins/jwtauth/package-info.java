/** The plugin jwt-auth: lets requests pass that carry a token of a trusted issuer. */
@NullMarked
package io.github.kongjava.plugins.jwtauth;

import org.jspecify.annotations.NullMarked;
