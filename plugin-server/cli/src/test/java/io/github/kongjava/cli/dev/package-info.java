@NullMarked
package io.github.kongjava.cli.dev;

import org.jspecify.annotations.NullMarked;
