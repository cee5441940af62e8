/** The command {@code kong-java}: {@link io.github.kongjava.cli.Main} is its entry. */
@NullMarked
package io.github.kongjava.cli;

import org.jspecify.annotations.NullMarked;
