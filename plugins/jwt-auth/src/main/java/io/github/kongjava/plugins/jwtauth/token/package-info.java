/** Tokens as they come: read strictly, before anything else looks at them. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.token;

import org.jspecify.annotations.NullMarked;
