/** Issuers that are asked over HTTP. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.remote;

import org.jspecify.annotations.NullMarked;
