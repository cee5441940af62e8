/** The configuration as Kong has it. */
@NullMarked
package io.github.kongjava.plugins.jwtauth.config;

import org.jspecify.annotations.NullMarked;
