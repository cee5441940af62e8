/** Where the keys of issuers come from. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.keys;

import org.jspecify.annotations.NullMarked;
