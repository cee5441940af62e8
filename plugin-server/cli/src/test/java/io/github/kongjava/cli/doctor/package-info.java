@NullMarked
package io.github.kongjava.cli.doctor;

import org.jspecify.annotations.NullMarked;
