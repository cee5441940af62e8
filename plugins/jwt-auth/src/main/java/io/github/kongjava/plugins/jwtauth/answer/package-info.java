/** What clients are told. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.answer;

import org.jspecify.annotations.NullMarked;
