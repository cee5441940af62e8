@NullMarked
package io.github.kongjava.cli.query;

import org.jspecify.annotations.NullMarked;
