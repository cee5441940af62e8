/** What a verified token says. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.claims;

import org.jspecify.annotations.NullMarked;
