/** Tokens that only their issuer can read (RFC 7662). */
@NullMarked
package io.github.kongjava.plugins.jwtauth.introspection;

import org.jspecify.annotations.NullMarked;
