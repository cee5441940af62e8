/** The development gateway: an HTTP reverse proxy that plays Kong's part, for trying plugins without Kong. */
@NullMarked
package io.github.kongjava.cli.dev;

import org.jspecify.annotations.NullMarked;
